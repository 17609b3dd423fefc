// What `serverless adopt` (serverless/adopt-buckets.mjs) needs of the resources that stay when the stack is removed.

import { textAt } from '../at.ts';
import type { Template } from '../template.ts';

export function checkAdoption({ Resources }: Template): readonly string[] {
  const kept = Object.entries(Resources).filter(([, { DeletionPolicy }]) =>
    DeletionPolicy?.startsWith('Retain'),
  );
  if (kept.length !== 2) return [`${kept.length} resources stay when the stack is removed, and not two`];
  return kept.flatMap(([id, resource]) => {
    const faults: string[] = [];
    if (resource.Type !== 'AWS::S3::Bucket') faults.push(`${id} stays, and only buckets are adopted`);
    if (textAt(resource, 'UpdateReplacePolicy') !== 'Retain')
      faults.push(`${id} goes when another one replaces it`);
    // Its name must be known without the stack, and must be the same again.
    const name = textAt(resource.Properties, 'BucketName', 'Fn::Sub');
    const left = name.replaceAll(/\$\{AWS::(?:AccountId|Region)\}/g, '');
    if (name === '' || left.includes('$')) faults.push(`${id}: nobody can know its name without the stack`);
    return faults;
  });
}
