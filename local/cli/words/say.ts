// Sentences of the terminal as data: like shared/words/say.ts, over the groups of both folders. They are rendered where they are
// shown: by the screen, and by tables and pages of help, which measure text.

import type { catalogue as shared } from '../../../shared/words/catalogue.ts';
import type { ArgumentsOf, Facts, IdIn, Say } from '../../../shared/words/say.ts';
import type { catalogue as own } from './catalogue.ts';

export type { Say };

/** What is shown: a sentence, or text that is no sentence of ours, like a name, a number or Feishu's words. */
export type Text = Say | string;

type All = typeof shared & typeof own;

export function say<Known extends IdIn<All>>(id: Known, ...[facts]: ArgumentsOf<All, Known>): Say {
  return facts === undefined ? { say: id } : { say: id, with: facts };
}

interface Told {
  readonly say?: string | undefined;
  readonly with?: Facts | undefined;
  readonly text: string;
}

/** A sentence of a report, to be shown in the language of the terminal. One without an id stays in the language of the report. */
export function retold({ say: id, with: facts, text }: Told): Text {
  return id === undefined ? text : { say: id, with: facts };
}
