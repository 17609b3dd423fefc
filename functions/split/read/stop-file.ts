// The error that refuses a whole file, with the reason. It is thrown anywhere between the opening of the file and its plan,
// because it has to leave a pipeline of streams; make-plan.ts catches it and puts its sentence into the plan.

import type { Say } from '../../../shared/words/say.ts';

export class StopFile extends Error {
  override readonly name = 'StopFile';
  readonly said: Say;

  constructor(said: Say) {
    super(said.say);
    this.said = said;
  }
}
