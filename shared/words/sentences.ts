// The form of the catalogue: the sentences that reports and terminals show a person are entries of groups in this folder, by their
// ids, with parameters. The texts of thrown errors and of logs are not among them. catalogue.ts has all groups.

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** An entry without both languages does not compile. Facts from outside are shown with `value` or `name`, by the entry itself. */
export type Sentence = Readonly<Record<Language, (facts: never) => string>>;

export type Sentences = Readonly<Record<string, Sentence>>;

export type Catalogue = Readonly<Record<string, Sentences>>;
