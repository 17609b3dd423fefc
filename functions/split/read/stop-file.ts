// Why a whole file is refused: thrown anywhere between the first byte and the plan, caught in understand.ts, which puts
// it into the plan. It is an exception because it has to leave a pipeline of streams; nothing else is thrown on purpose.

export class StopFile extends Error {
  override readonly name = 'StopFile';
}
