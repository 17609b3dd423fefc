// Follows one export from its message to the run that its dataset names as the newest.

import * as v from 'valibot';

import { systemClock } from '../../../shared/clock.ts';
import { isJsonObject, readJson } from '../../../shared/values/json.ts';
import { latestKey, runFailedKey, windowsPrefix } from '../../../shared/keys.ts';
import { latestSchema, type Latest } from '../../../shared/run/manifest.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import { Infrastructure } from './infrastructure.ts';
import type { Screen } from '../screen/screen.ts';
import { count } from '../screen/words.ts';

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
    const latest = await readLatest(payferry, dataset);
    if (latest?.run === run) {
      screen.clear();
      return latest;
    }
    const failed = await payferry.store.read(runFailedKey(run));
    if (failed !== undefined) throw new Infrastructure(`the export ended: ${reasonOf(failed)}`);
    await tellProgress(payferry, run, screen);
    await systemClock.sleep(lookEveryMs, stopping);
  }
}

async function readLatest({ store }: Carrier, dataset: string): Promise<Latest | undefined> {
  const text = await store.read(latestKey(dataset));
  return text === undefined ? undefined : v.parse(latestSchema, readJson(text));
}

function reasonOf(text: string): string {
  const value = readJson(text);
  return isJsonObject(value) && typeof value.reason === 'string' ? value.reason : text;
}

async function tellProgress({ store }: Carrier, run: string, screen: Screen): Promise<void> {
  let windows = 0;
  for await (const keys of store.list(windowsPrefix(run))) windows += keys.length;
  if (windows > 0) screen.progress(`${count(windows, 'window')} read`, 0, 0);
}
