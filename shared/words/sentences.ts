// The form of the catalogue: the sentences that reports, logs and terminals tell a person are entries of groups in this folder, by
// their ids, with parameters. The texts of thrown errors are not among them. catalogue.ts has all groups.

/** In English. Parameters that come from outside are shown with `show` or `showName`, by the entry itself. */
export type Sentences = Readonly<Record<string, (facts: never) => string>>;
