// `payferry jobs redrive QUEUE --stage STAGE`: moves the dead letters of a queue of a stage in AWS back to where they work.
// payferry.ts loads this file only for this command.

import { systemClock } from '../../../shared/clock.ts';
import type { Ending } from '../ending.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { RedriveFlags } from '../flags/jobs-flags.ts';
import { AwsTrouble } from '../redrive/aws-trouble.ts';
import { openDeadLetters, type Counts, type Opened } from '../redrive/dead-letters.ts';
import { createMove, NotTaken, type Moved } from '../redrive/move-all.ts';
import { routeOf, type Route } from '../redrive/queue-names.ts';
import { saysYes } from '../screen/ask.ts';
import type { Screen } from '../screen/screen.ts';
import { say, type Text } from '../words/say.ts';

interface RedriveJob {
  readonly route: Route;
  readonly isOfDrops: boolean;
  readonly opened: Opened;
  readonly counts: Counts;
  readonly yes: boolean;
}

/** Finds the queues and counts. Nothing is moved yet, so trouble with AWS is a fault of the command or its environment. */
export async function prepareRedrive(
  { queue, stage, region, yes }: RedriveFlags,
  isTerminal: boolean,
): Promise<{ readonly job: RedriveJob } | { readonly sentences: readonly Text[] }> {
  if (!yes && !isTerminal) return { sentences: [say('redrive.no_terminal')] };
  const route = routeOf(queue, stage);
  try {
    const opened = await openDeadLetters(route, region);
    const counts = await opened.letters.count();
    return { job: { route, isOfDrops: queue === 'drops', opened, counts, yes } };
  } catch (error) {
    if (error instanceof AwsTrouble) return { sentences: [error.said] };
    throw error;
  }
}

export async function runRedrive(job: RedriveJob, screen: Screen, ending: Ending): Promise<ExitCode> {
  const { route, isOfDrops, opened, counts, yes } = job;
  const { from, to } = route;
  const messages = counts.waiting + counts.hidden;
  if (messages === 0) {
    screen.say(say('redrive.none', { from }));
    return exitCodes.allWell;
  }
  ending.onInterrupt('end batch');
  screen.say(say('redrive.to_be_moved', { messages, from, to }));
  if (counts.hidden > 0) screen.say(say('redrive.some_hidden', { hidden: counts.hidden }));
  if (isOfDrops) screen.say(say('redrive.drops_go_to_intake', { to }));
  if (!yes && !(await saysYes(say('redrive.ask'), screen, ending.signal))) {
    screen.say(say('redrive.nothing_moved'));
    return ending.wasInterrupted() ? exitCodes.interrupted : exitCodes.stopped;
  }

  const move = createMove({
    letters: opened.letters,
    isFifo: route.isFifo,
    startedMs: opened.startedMs,
    clock: systemClock,
    stopping: ending.signal,
    onMoved: (moved) =>
      screen.progress(say('redrive.moved_so_far', { moved }), moved, Math.max(moved, messages)),
    onWait: () => screen.say(say('redrive.waits')),
  });
  try {
    await move.run();
    const { waiting, hidden } = await opened.letters.count();
    const moved = move.soFar(waiting + hidden);
    tellMoved(moved, route, screen);
    if (ending.wasInterrupted()) return exitCodes.interrupted;
    return moved.left > 0 ? exitCodes.someNot : exitCodes.allWell;
  } catch (error) {
    // `soFar` gets an estimate of what is left: a request for the number would probably end in the same error.
    tellMoved(move.soFar(messages - move.soFar().moved), route, screen);
    if (error instanceof NotTaken)
      throw new AwsTrouble(say('redrive.stopped', { to, code: error.code }), { cause: error });
    throw error;
  } finally {
    opened.close();
  }
}

function tellMoved(result: Moved, { from, to }: Route, screen: Screen): void {
  const { moved, left, tooNew, refused, code, notDeleted } = result;
  screen.say(say('redrive.moved', { moved, left }));
  if (tooNew > 0) screen.say(say('redrive.too_new', { tooNew }));
  if (refused > 0) screen.say(say('redrive.not_taken', { refused, code, to }));
  if (notDeleted > 0) screen.say(say('redrive.not_deleted', { notDeleted, from }));
  if (left > tooNew + refused + notDeleted) screen.say(say('redrive.counted'));
}
