// A function's settings: one schema over its environment, read once, with all faults in one error. The error shows no values,
// because one of them may be a secret.

import * as v from 'valibot';

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

/** Settings that several functions share. */
export const setting = {
  filled,
  whole,
  percent,
  url: v.pipe(
    v.string(),
    v.url('a URL'),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
  /** With more lanes two look-ups of one lane, a turn of the query API each, would not fit into an invocation of deliver. */
  lanes: v.pipe(whole('20', 1), v.maxValue(60, 'a whole number from 1 to 60')),
  callsPerSecond: whole('10', 1),
  /** A stage's own, so that no stage's alarms see the metrics of another stage in the account. */
  metricsNamespace: v.optional(filled, 'Payferry'),
  userIdType: v.optional(v.picklist(userIdTypes, `one of ${userIdTypes.join(', ')}`), 'open_id'),
};
