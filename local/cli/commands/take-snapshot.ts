// One snapshot, from the asking to the copies.

import type { ExportMessage } from '../../../shared/run/message.ts';
import { copySnapshot, type Snapshot } from '../report/copy-snapshot.ts';
import type { Ferry } from '../local-payferry.ts';
import type { Screen } from '../screen/screen.ts';
import { watchRun } from '../watch/watch-run.ts';

export async function takeSnapshot(
  ferry: Ferry,
  message: ExportMessage,
  out: string,
  { screen, stopping }: { readonly screen: Screen; readonly stopping: AbortSignal },
): Promise<Snapshot> {
  const run = await ferry.ask(message);
  const latest = await watchRun(ferry, { run, dataset: message.dataset }, screen, stopping);
  return copySnapshot(ferry, latest, out);
}
