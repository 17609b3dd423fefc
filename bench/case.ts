// One case to measure. A part of the bench is a list of cases.

export interface Case {
  readonly name: string;
  /** Answers with figures in the schema of the part. */
  readonly run: () => Promise<unknown>;
}

export interface Size {
  /** True: everything is small, to try the bench. Its figures are not kept. */
  readonly quick: boolean;
}

export type Part = (size: Size) => readonly Case[];
