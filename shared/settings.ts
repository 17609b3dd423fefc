// A function's settings: one schema over its environment, read once, all faults in one error. Values are not shown,
// for one of them may be a secret.

import * as v from 'valibot';

import { userIdType } from './feishu/operations/parameters.ts';

export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

export function readSettings<Schema extends v.GenericSchema>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): v.InferOutput<Schema> {
  const settings = v.safeParse(schema, environment);
  if (settings.success) return settings.output;
  const faults = settings.issues.map(
    (issue) => `${v.getDotPath(issue) ?? ''}: expected ${issue.expected ?? issue.message}`,
  );
  throw new BadSettings(`the environment is not right: ${faults.join('; ')}`);
}

const filled = v.pipe(v.string(), v.nonEmpty());
const whole = (usual: string, min: number) =>
  v.pipe(v.optional(v.string(), usual), v.digits(), v.transform(Number), v.minValue(min));

const percent = (usual: string) =>
  v.pipe(v.optional(v.string(), usual), v.decimal(), v.transform(Number), v.minValue(0), v.maxValue(100));

/** Settings that several functions share. */
export const setting = {
  filled,
  whole,
  percent,
  url: v.pipe(
    v.string(),
    v.url(),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
  lanes: whole('20', 1),
  callsPerSecond: whole('10', 1),
  userIdType: v.optional(userIdType, 'open_id'),
};
