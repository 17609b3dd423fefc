// Signs a PutObject request with the hash of its body that the caller has already, for speed. The SDK would hash the body again: of
// a batch of 5 MB that takes as long as all else of the request. test/split/files.test.ts would fail at a wrong hash, because the
// local S3 refuses a body that is not what was signed.

import type { PutObjectCommand } from '@aws-sdk/client-s3';

import { isJsonObject } from '../values/json.ts';

export function signWithKnownHash({ middlewareStack }: PutObjectCommand, sha256: Buffer): void {
  middlewareStack.add(
    (next) => (args) => {
      if (isJsonObject(args.request) && isJsonObject(args.request.headers))
        Object.assign(args.request.headers, { 'x-amz-content-sha256': sha256.toString('hex') });
      return next(args);
    },
    { step: 'build' },
  );
}
