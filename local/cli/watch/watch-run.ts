// Waits until latest.json of a dataset names the run of an export, and returns it. Throws if the run failed or the
// command is stopped. `dataset` is the name under which runs of one kind are kept.

import { systemClock } from '../../../shared/clock.ts';
import { failedJson } from '../../../shared/run/failed.ts';
import { latestJson, type Latest } from '../../../shared/run/latest.ts';
import { windowJson } from '../../../shared/run/window.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { Infrastructure } from './infrastructure.ts';
import type { Screen } from '../screen/screen.ts';
import { retold, say } from '../words/say.ts';

const lookEveryMs = 100;

type Carrier = Pick<LocalPayferry, 'store' | 'check'>;

export async function watchRun(
  payferry: Carrier,
  { run, dataset }: { readonly run: string; readonly dataset: string },
  screen: Screen,
  stopping: AbortSignal,
): Promise<Latest> {
  for (;;) {
    payferry.check();
    stopping.throwIfAborted();
    const latest = await latestJson.read(payferry.store, { dataset });
    if (latest?.run === run) {
      screen.clear();
      return latest;
    }
    const failed = await failedJson.read(payferry.store, { run });
    if (failed) throw new Infrastructure(say('progress.export_ended', { reason: retold(failed.reason) }));
    await tellProgress(payferry, run, screen);
    await systemClock.sleep(lookEveryMs, stopping);
  }
}

async function tellProgress({ store }: Carrier, run: string, screen: Screen): Promise<void> {
  const windows = await windowJson.count(store, { run });
  if (windows > 0) screen.progress(say('progress.windows_read', { windows }), 0, 0);
}
