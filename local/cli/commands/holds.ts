// Reasons for which split holds a file until somebody has looked at it.

import type { Plan } from '../../../shared/job/plan.ts';
import type { Screen } from '../screen/screen.ts';
import { say } from '../words/say.ts';

export interface PlannedFile {
  readonly shown: string;
  readonly plan: Plan;
}

/** Tells the reasons under the name of the file: one line each. Of a dry run they are those for which it would be held. */
export function tellHolds({ shown: file, plan }: PlannedFile, screen: Screen, indent: number): void {
  if (holdsOf(plan).length === 0) return;
  const isDry = plan.state === 'dry_run';
  screen.say(isDry ? say('consent.would_be_held', { file }) : say('consent.held', { file }), indent);
  tellReasons(plan, screen, indent + 2);
}

export function tellReasons(plan: Plan, screen: Screen, indent: number): void {
  for (const { kind, say: reason } of holdsOf(plan))
    screen.say(say('consent.held_for', { kind, reason }), indent);
}

/** The kinds for which the file is held and that --accept does not name. Empty: it may go on, or would send nothing. */
export function kindsToAccept(plan: Plan, accepted: readonly string[]): readonly string[] {
  if (plan.state !== 'await_approval' || plan.batches.length === 0) return [];
  return [...new Set(holdsOf(plan).map(({ kind }) => kind))].filter((kind) => !accepted.includes(kind));
}

export function holdsOf({ hold, state }: Plan): NonNullable<Plan['hold']> {
  return state === 'rejected' ? [] : (hold ?? []);
}
