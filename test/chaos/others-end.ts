// Waits until every job but a stuck one has ended, with the help that people and sweepers give.

import { setTimeout as pause } from 'node:timers/promises';

import { isOfFile } from './moments.ts';
import { keysUnder } from './records-bucket.ts';
import { betweenSweepsMs, type Helper } from './rest.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

const longestMs = 20_000;

/** Answers with the files whose job has not ended by then. */
export async function othersEnd(
  { world, pace }: Stage,
  helper: Helper,
  { files }: Story,
  stuck: readonly number[],
): Promise<readonly number[]> {
  const deadlineMs = Date.now() + longestMs * pace;
  // A file that is uploaded again has the name of the first upload.
  const others = files.filter(({ n, again }) => !stuck.includes(n) && !stuck.includes(again ?? n));
  for (;;) {
    await helper.help();
    const reported = await keysUnder(world, 'reports/');
    const ended = (n: number) =>
      reported.some((key) => key.endsWith('/report.json') && isOfFile(key.split('/')[1], n));
    const waiting = others.filter(({ n, again }) => !ended(again ?? n));
    if (waiting.length === 0 || Date.now() > deadlineMs) return waiting.map(({ n }) => n);
    await world.sweep();
    await pause(betweenSweepsMs);
  }
}
