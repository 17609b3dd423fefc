// Takes one snapshot: asks for it, waits for it, and copies it to DIR.

import type { ExportMessage } from '../../../shared/run/message.ts';
import { copySnapshot, type Snapshot } from '../report/copy-snapshot.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { Screen } from '../screen/screen.ts';
import { watchRun } from '../watch/watch-run.ts';

export async function takeSnapshot(
  payferry: LocalPayferry,
  message: ExportMessage,
  out: string,
  { screen, stopping }: { readonly screen: Screen; readonly stopping: AbortSignal },
): Promise<Snapshot> {
  const run = await payferry.ask(message);
  const latest = await watchRun(payferry, { run, dataset: message.dataset }, screen, stopping);
  return copySnapshot(payferry, latest, out);
}
