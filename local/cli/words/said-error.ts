import type { Text } from './say.ts';

/** An error that tells a person a sentence. Its `message` is only the sentence's id. */
export class SaidError extends Error {
  override readonly name: string = 'SaidError';
  readonly said: Text;

  constructor(said: Text, options?: ErrorOptions) {
    super(typeof said === 'string' ? said : said.say, options);
    this.said = said;
  }
}
