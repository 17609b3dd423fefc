// Prints sentences in the language that it was made with, and on a terminal a progress bar in the last line. Everything is
// escaped after it was rendered, so no fact from outside can control the terminal. A write that fails, because the terminal was
// closed or the pipe's reader has ended, never ends a run.

import type { Language } from '../../language.ts';
import { render } from '../words/render.ts';
import type { Text } from '../words/say.ts';
import { outside } from './outside-text.ts';
import { table, type Column } from './table.ts';

export interface Screen {
  readonly isTerminal: boolean;
  readonly language: Language;
  /** A line, behind `indent` blanks. Without a sentence an empty line. */
  say(sentence?: Text, indent?: number): void;
  table(columns: readonly Column[], rows: readonly (readonly Text[])[], indent?: number): void;
  /** Several lines that hold nothing from outside, as they are. */
  page(text: string): void;
  /** Shows progress: a bar on a terminal, elsewhere a line every two seconds at most. */
  progress(label: Text, done: number, all: number): void;
  clear(): void;
}

export interface Writable {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

const barWidth = 30;
/** Shortest time between two lines of progress where there is no terminal. */
const lineEveryMs = 2000;

export function createScreen(out: Writable, now: () => number, language: Language): Screen {
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

  function line(text: string): void {
    clear();
    write(`${text}\n`);
  }

  return {
    isTerminal,
    language,
    clear,
    say(sentence = '', indent = 0) {
      line(' '.repeat(indent) + shown(sentence, language));
    },
    table(columns, rows, indent = 0) {
      for (const text of table(columns, rows, language)) line(' '.repeat(indent) + text);
    },
    page: line,
    progress(label, done, all) {
      const text = shown(label, language);
      if (isTerminal) {
        const filled = all === 0 ? 0 : Math.floor((barWidth * done) / all);
        const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
        write(`\r\u001B[K  ${bar} ${text}`);
        hasBar = true;
      } else if (now() - lastLineMs >= lineEveryMs) {
        lastLineMs = now();
        write(`  ${text}\n`);
      }
    },
  };
}

export function shown(sentence: Text, language: Language): string {
  return outside(render(sentence, language));
}

/** Ignores errors of the streams. Without a listener, the error of a stream whose reader has ended would end the process. */
export function outliveReaders(streams: readonly NodeJS.EventEmitter[]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
