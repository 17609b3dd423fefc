// Says where files go, where unfinished jobs are kept, and what was dropped with a sandbox. Ends the sandbox of a run that
// is interrupted.

import type { LocalPayferry } from '../local-payferry.ts';
import type { Home } from '../home/home.ts';
import { say, type Say } from '../words/say.ts';
import type { Screen } from './screen.ts';
import { shownPath } from './shown-path.ts';

export function whereTo({ sandbox, baseUrl, appId }: LocalPayferry): Say {
  return sandbox ? say('destination.to_sandbox') : say('destination.to_service', { baseUrl, appId });
}

export function tellAbandoned({ abandoned }: Home, screen: Screen): void {
  if (abandoned.length === 0) return;
  screen.say(say('unfinished.sandbox_is_gone', { files: abandoned }));
}

/** Ends the sandbox, if there is one, with all that it holds, and closes the home (DIR/.payferry). */
export async function endSandbox({ sandbox, home }: LocalPayferry): Promise<void> {
  await sandbox?.stop();
  await home.close();
}

export function whereItStands(out: string): Say {
  return say('unfinished.goes_on', { out: shownPath(out) });
}

/** Names the jobs of earlier runs that this command leaves open. They are not lost. */
export function tellStillOpen(jobs: readonly { readonly name: string }[], out: string, screen: Screen): void {
  if (jobs.length === 0) return;
  const files = jobs.map(({ name }) => name);
  screen.say(say('unfinished.still_open', { files, out: shownPath(out) }));
}
