// A template as CloudFormation reads it, and its parameters as CloudFormation checks them.

import * as v from 'valibot';

const templateSchema = v.looseObject({
  Parameters: v.optional(
    v.record(
      v.string(),
      v.looseObject({ Default: v.optional(v.string()), AllowedPattern: v.optional(v.string()) }),
    ),
    {},
  ),
  Resources: v.record(
    v.string(),
    v.looseObject({
      Type: v.string(),
      Properties: v.optional(v.record(v.string(), v.unknown()), {}),
      DeletionPolicy: v.optional(v.string()),
    }),
  ),
  Outputs: v.optional(v.record(v.string(), v.unknown())),
});
export type Template = v.InferOutput<typeof templateSchema>;

export const readTemplate = (text: string): Template => v.parse(templateSchema, JSON.parse(text));

/** What CloudFormation answers with a ValidationError. */
export class Refusal extends Error {}

/** The error messages are CloudFormation's own. */
export function judgeParameters({ Parameters }: Template, given: Readonly<Record<string, string>>): void {
  const names = Object.keys(given);
  if (names.length > 0 && Object.keys(Parameters).length === 0)
    throw new Refusal('Parameter values specified for a template which does not require them.');
  const unknown = names.filter((name) => !(name in Parameters));
  if (unknown.length > 0)
    throw new Refusal(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  for (const [name, { Default, AllowedPattern }] of Object.entries(Parameters)) {
    const value = given[name] ?? Default;
    if (value === undefined) throw new Refusal(`Parameters: [${name}] must have values`);
    if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
      throw new Refusal(`Parameter '${name}' must match pattern ${AllowedPattern}`);
  }
}
