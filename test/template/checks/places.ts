// The template is for every region and partition: it is packaged without a region, and deployed to any.

import type { Template } from '../template.ts';

/** A text that names a region, a partition or an endpoint, and the reason. */
const literals: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\b(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?-[a-z]+-\d\b/, 'names a region'],
  [/arn:aws(?:-cn|-us-gov)?:/, 'names a partition: ${AWS::Partition}'],
  [/(?<!\b(?:s3|sqs|sns|lambda|events|scheduler))\.amazonaws\.com/, 'names an endpoint of one partition'],
];

export function checkPlaces({ Resources, Outputs }: Template): readonly string[] {
  return textsIn([Resources, Outputs], '').flatMap(([path, text]) =>
    literals.flatMap(([pattern, what]) => (pattern.test(text) ? [`${path} ${what}: ${text}`] : [])),
  );
}

function textsIn(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, path === '' ? key : `${path}.${key}`),
  );
}
