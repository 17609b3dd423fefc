// Reads a function's settings from its environment by a schema, and has schemas of single settings. One error names every setting
// that is wrong. It shows no values, because one of them may be a secret.

import * as v from 'valibot';

import { languages } from './words/sentences.ts';
import { userIdTypes } from './feishu/operations/parameters.ts';

class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

export function readSettings<Schema extends v.GenericSchema>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): v.InferOutput<Schema> {
  const settings = v.safeParse(schema, environment);
  if (settings.success) return settings.output;
  const faults = settings.issues.map((issue) => {
    const name = v.getDotPath(issue);
    return `${name === null ? '' : `${name}: `}expected ${issue.kind === 'schema' ? issue.expected : issue.message}`;
  });
  throw new BadSettings(`the environment is not right: ${faults.join('; ')}`);
}

const filled = v.pipe(v.string(), v.nonEmpty('filled in'));
const whole = (usual: string, min: number) => {
  const message = `a whole number of ${min} or more`;
  return v.pipe(
    v.optional(v.string(), usual),
    v.digits(message),
    v.transform(Number),
    v.minValue(min, message),
  );
};
const percent = (usual: string) => {
  const message = 'a number from 0 to 100';
  return v.pipe(
    v.optional(v.string(), usual),
    v.decimal(message),
    v.transform(Number),
    v.minValue(0, message),
    v.maxValue(100, message),
  );
};

/** Schemas of single settings, and of kinds of settings. */
export const setting = {
  /** Of the sentences in what is written for people. */
  language: v.optional(v.picklist(languages, `one of ${languages.join(', ')}`), 'en'),
  filled,
  whole,
  percent,
  url: v.pipe(
    v.string(),
    v.url('a URL'),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
  /**
   * A lane's turn on the query API comes once in ten slots a lane: with 60 lanes every 63 s. With many more lanes two look-ups of
   * one lane would not fit into an invocation of deliver.
   */
  lanes: v.pipe(whole('20', 1), v.maxValue(60, 'a whole number from 1 to 60')),
  callsPerSecond: whole('10', 1),
  /** The deployment gives each stage its own, so that a stage's alarms see no metrics of another stage in the account. */
  metricsNamespace: v.optional(filled, 'Payferry'),
  userIdType: v.optional(v.picklist(userIdTypes, `one of ${userIdTypes.join(', ')}`), 'open_id'),
};
