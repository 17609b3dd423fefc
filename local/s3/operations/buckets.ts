// ListBuckets and HeadBucket. The buckets are those that `S3Options` names in start.ts.

import { xmlAnswer, type Answer } from '../http/answer.ts';
import type { Buckets } from './s3-operation.ts';

export async function listBuckets({ buckets }: { readonly buckets: Buckets }): Promise<Answer> {
  const sorted = [...buckets.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return xmlAnswer('ListAllMyBucketsResult', {
    Owner: { ID: 'local' },
    Buckets: {
      Bucket: sorted.map(({ name, createdMs }) => ({
        Name: name,
        CreationDate: new Date(createdMs).toISOString(),
      })),
    },
  });
}

export async function headBucket(): Promise<Answer> {
  return { status: 200, headers: { 'x-amz-bucket-region': 'us-east-1' } };
}
