// The error that rejects a whole file, with the reason. It is thrown anywhere between the opening of the file and its plan,
// because it has to leave a pipeline of streams; make-plan.ts catches it and puts its sentence into the plan.

export class StopFile extends Error {
  override readonly name = 'StopFile';
}
