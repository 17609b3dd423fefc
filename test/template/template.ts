// A CloudFormation template as it was packaged.

import * as v from 'valibot';

const properties = v.record(v.string(), v.unknown());

const templateSchema = v.looseObject({
  Parameters: v.record(v.string(), v.looseObject({ Default: v.optional(v.string()) })),
  Conditions: v.record(v.string(), v.unknown()),
  Resources: v.record(
    v.string(),
    v.looseObject({
      Type: v.string(),
      Properties: v.optional(properties, {}),
      DependsOn: v.optional(v.array(v.string()), []),
      DeletionPolicy: v.optional(v.string()),
    }),
  ),
  Outputs: v.record(v.string(), v.looseObject({ Value: v.unknown() })),
});

export type Template = v.InferOutput<typeof templateSchema>;

export function readTemplate(text: string): Template {
  return v.parse(templateSchema, JSON.parse(text));
}
