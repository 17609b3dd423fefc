// The rights that a request to S3 needs.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html

import type { IncomingMessage } from 'node:http';

export interface Need {
  readonly action: string;
  readonly resource: string;
  /** The prefix of a list request. Undefined: another request, or a list without a prefix. */
  readonly prefix?: string | undefined;
}

export function needsOfS3(
  { method = '', url = '/', headers }: IncomingMessage,
  arnOf: (bucket: string) => string,
): readonly Need[] {
  const { pathname, searchParams: query } = new URL(url, 'http://any');
  const [, bucket = '', ...path] = decodeURIComponent(pathname).split('/');
  const key = path.join('/');
  const resource = key === '' ? arnOf(bucket) : `${arnOf(bucket)}/${key}`;
  const need = (action: string): Need => ({ action, resource });
  if (key === '' && query.has('versions')) return [need('s3:ListBucketVersions')];
  if (key === '') return [{ action: 's3:ListBucket', resource, prefix: query.get('prefix') ?? undefined }];
  switch (method) {
    case 'GET':
    case 'HEAD':
      return [need(query.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject')];
    case 'DELETE':
      return [need(query.has('uploadId') ? 's3:AbortMultipartUpload' : 's3:DeleteObject')];
    default: {
      const [from = '', ...rest] = decodeURIComponent(String(headers['x-amz-copy-source'] ?? '')).split('/');
      const source =
        from === '' ? [] : [{ action: 's3:GetObject', resource: `${arnOf(from)}/${rest.join('/')}` }];
      return [need('s3:PutObject'), ...source];
    }
  }
}
