// Sentences about where files go, and where unfinished jobs are kept.

import type { LocalPayferry } from '../local-payferry.ts';
import type { Home } from '../home/home.ts';
import { outside } from './outside-text.ts';
import type { Screen } from './screen.ts';
import { shownPath } from './words.ts';

export function whereTo({ sandbox, baseUrl, appId }: LocalPayferry): string {
  return sandbox
    ? 'Files go to a sandbox that stands for Feishu. No money moves, nothing leaves this machine.'
    : `Files go to ${outside(baseUrl)} as app ${outside(appId)}.`;
}

export function tellAbandoned({ abandoned }: Home, screen: Screen): void {
  if (abandoned.length === 0) return;
  const names = abandoned.map(outside).join(', ');
  screen.say(`Dropped: ${names}, on the way to a sandbox that ended with its run. Nothing of it was paid.`);
}

/** Ends the sandbox with all that it holds. */
export async function endSandbox({ sandbox, home }: LocalPayferry): Promise<void> {
  await sandbox?.stop();
  await home.close();
}

export function whereItStands(out: string): string {
  const home = outside(shownPath(out));
  return `What is under way is kept in ${home}/.payferry. The same command, or any carry with --out ${home} to the same service, goes on from there and brings the report.`;
}

/** Names the files that this command has not begun. They are not lost. */
export function tellStillOpen(jobs: readonly { readonly name: string }[], out: string, screen: Screen): void {
  if (jobs.length === 0) return;
  screen.say(`Still open: ${jobs.map(({ name }) => outside(name)).join(', ')}. ${whereItStands(out)}`);
}
