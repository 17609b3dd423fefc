// Where a person reads along: lines, and on a terminal one line that moves. A screen that cannot be written any more (a
// closed terminal, a pipe whose reader has left) never ends a run: the run goes on without it.

export interface Screen {
  readonly isTerminal: boolean;
  say(text?: string): void;
  /** How far it is: a bar on a terminal, a line now and then elsewhere. */
  progress(label: string, done: number, all: number): void;
  clear(): void;
}

export interface Writable {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

const barWidth = 30;
/** Where lines stay, one every other second is enough. */
const lineEveryMs = 2000;

export function createScreen(out: Writable, now: () => number): Screen {
  const isTerminal = out.isTTY === true;
  let hasBar = false;
  let lastLineMs = now();

  function write(text: string): void {
    try {
      out.write(text);
    } catch {
      // Nobody reads it. The report says the same.
    }
  }

  function clear(): void {
    if (hasBar) write('\r\u001B[K');
    hasBar = false;
  }

  return {
    isTerminal,
    clear,
    say(text = '') {
      clear();
      write(`${text}\n`);
    },
    progress(label, done, all) {
      if (isTerminal) {
        const filled = all === 0 ? 0 : Math.floor((barWidth * done) / all);
        const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
        write(`\r\u001B[K  ${bar} ${label}`);
        hasBar = true;
      } else if (now() - lastLineMs >= lineEveryMs) {
        lastLineMs = now();
        write(`  ${label}\n`);
      }
    },
  };
}

/** What a stream says when its reader has left would end the process where nobody listens. */
export function outliveReaders(streams: readonly NodeJS.EventEmitter[]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
