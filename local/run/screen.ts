// Where a person reads along: lines, and on a terminal one line that moves.

export interface Screen {
  readonly isTerminal: boolean;
  say(text?: string): void;
  /** How far it is: a bar on a terminal, a line now and then elsewhere. */
  progress(label: string, done: number, all: number): void;
  clear(): void;
}

const barWidth = 30;
/** Where lines stay, one every other second is enough. */
const lineEveryMs = 2000;

export function createScreen(
  out: { write(text: string): unknown; isTTY?: boolean | undefined },
  now: () => number,
): Screen {
  const isTerminal = out.isTTY === true;
  let hasBar = false;
  let lastLineMs = now();

  function clear(): void {
    if (hasBar) out.write('\r\u001B[K');
    hasBar = false;
  }

  return {
    isTerminal,
    clear,
    say(text = '') {
      clear();
      out.write(`${text}\n`);
    },
    progress(label, done, all) {
      if (isTerminal) {
        const filled = all === 0 ? 0 : Math.floor((barWidth * done) / all);
        const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
        out.write(`\r\u001B[K  ${bar} ${label}`);
        hasBar = true;
      } else if (now() - lastLineMs >= lineEveryMs) {
        lastLineMs = now();
        out.write(`  ${label}\n`);
      }
    },
  };
}
