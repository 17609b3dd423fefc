// The form of the catalogue: every sentence that a person may read is an entry of a group in this folder, by its id, with its
// parameters. No other code composes sentences. catalogue.ts has all groups.

/** In English. Parameters that come from outside are shown with `show` or `showName`, by the entry itself. */
export type Sentences = Readonly<Record<string, (facts: never) => string>>;
