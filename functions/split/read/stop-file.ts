// Why a whole file is refused. It is thrown anywhere between the first byte and the plan, because it has to leave a pipeline
// of streams; make-plan.ts catches it and puts its sentence into the plan.

export class StopFile extends Error {
  override readonly name = 'StopFile';
}
