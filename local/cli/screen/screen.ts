// Prints lines, and on a terminal a progress bar in the last line. A write that fails, because the terminal was closed or
// the pipe's reader has ended, never ends a run.

export interface Screen {
  readonly isTerminal: boolean;
  say(text?: string): void;
  /** Shows progress: a bar on a terminal, elsewhere a line every two seconds at most. */
  progress(label: string, done: number, all: number): void;
  clear(): void;
}

export interface Writable {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

const barWidth = 30;
/** Shortest time between two lines of progress where there is no terminal. */
const lineEveryMs = 2000;

export function createScreen(out: Writable, now: () => number): Screen {
  const isTerminal = out.isTTY === true;
  let hasBar = false;
  let lastLineMs = now();

  function write(text: string): void {
    try {
      out.write(text);
    } catch {
      // The screen is gone, and the run goes on without it.
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

/** Ignores errors of the streams. Without a listener, the error of a stream whose reader has ended would end the process. */
export function outliveReaders(streams: readonly NodeJS.EventEmitter[]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
