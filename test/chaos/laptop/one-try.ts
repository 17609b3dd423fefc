// Runs the command once, with the mishaps of this try. It ends within `mostMs` in every case.

import { setTimeout as pause } from 'node:timers/promises';

import type { Sandbox } from '../../../local/sandbox/start.ts';
import type { Running } from '../../../local/cli/test/payferry-process.ts';
import type { Disk } from './disk.ts';
import type { Try } from './laptop-evidence.ts';
import { endings, type Mishap } from './laptop-story.ts';
import { momentsOfTry } from './moments-of-try.ts';
import { comeByAsStranger, type Attempt } from './strangers.ts';

export interface Table {
  readonly sandbox: Sandbox;
  readonly disk: Disk;
  readonly mostMs: number;
  /** Starts the command with this file. */
  begin(file: string): Running;
}

export type Tried = Omit<Try, 'seen'>;

const lookEveryMs = 10;
/** The home's objects of a job are removed within a few milliseconds, so a longer interval would miss the moment. */
const lookOftenMs = 1;

export async function tryOnce(table: Table, file: string, mishaps: readonly Mishap[]): Promise<Tried> {
  const { sandbox, disk, mostMs } = table;
  const moments = await momentsOfTry(sandbox, disk.out);
  const begunMs = Date.now();
  const running = table.begin(file);
  const { child, ended } = running;
  const over = new AbortController();
  const isOver = () => over.signal.aborted;
  let hung = false;
  const watchdog = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, mostMs);
  const whole = ended.finally(() => {
    clearTimeout(watchdog);
    over.abort();
  });

  const struck: Mishap[] = [];
  const strangers: Attempt[] = [];
  const seconds: (number | null)[] = [];
  let callsBeforeItsEnd = 0;

  async function strike(mishap: Mishap): Promise<void> {
    if (endings.has(mishap.kind)) callsBeforeItsEnd = await moments.writingCalls();
    switch (mishap.kind) {
      case 'kill':
        return void child.kill('SIGKILL');
      case 'hangup':
        leave(running);
        return void child.kill('SIGHUP');
      case 'reader_leaves':
        return leave(running);
      case 'interrupt':
        child.kill('SIGINT');
        if (mishap.againMs === undefined) return undefined;
        await pause(mishap.againMs);
        return void child.kill('SIGINT');
      case 'disk_full':
        return disk.fill();
      case 'stranger':
        return void strangers.push(...(await comeByAsStranger(child.pid ?? 0)));
      case 'second_process':
        return void seconds.push(await secondCode(table.begin(file), running, over.signal));
    }
  }

  for (const mishap of mishaps) {
    const everyMs = mishap.at.after === 'clearing' ? lookOftenMs : lookEveryMs;
    while (!isOver() && !(await moments.isTime(mishap.at))) await pause(everyMs);
    const leftMs = mishap.at.after === 'start' ? begunMs + mishap.at.ms - Date.now() : mishap.at.ms;
    if (!isOver() && leftMs > 0) await pause(leftMs, undefined, over).catch(() => undefined);
    if (isOver()) break;
    struck.push(mishap);
    await strike(mishap);
  }
  const { code, stdout, stderr } = await whole;
  return { file, code, said: stdout + stderr, struck, hung, callsBeforeItsEnd, strangers, seconds };
}

function leave({ child }: Running): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Stops the first process meanwhile (SIGSTOP), so that it is there and cannot end before the second has looked. */
async function secondCode(
  { child, ended }: Running,
  first: Running,
  over: AbortSignal,
): Promise<number | null> {
  over.addEventListener('abort', () => child.kill('SIGKILL'));
  first.child.kill('SIGSTOP');
  try {
    return (await ended).code;
  } finally {
    first.child.kill('SIGCONT');
  }
}
