// One thing to measure: a part of the bench is a list of them.

export interface Case {
  readonly name: string;
  /** Answers with figures that the part's schema knows. */
  readonly run: () => Promise<unknown>;
}

export interface Size {
  /** A try: everything small, nothing worth keeping. */
  readonly quick: boolean;
}

export type Part = (size: Size) => readonly Case[];
