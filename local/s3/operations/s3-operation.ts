// An operation of S3 is one entry of the table in index.ts: which requests ask for it, and the function that runs it.

import type { IncomingMessage } from 'node:http';

import type { Answer } from '../http/answer.ts';
import type { Refusal } from '../refusal.ts';
import type { Bucket } from '../store/bucket.ts';

export type OperationName =
  | 'AbortMultipartUpload'
  | 'CompleteMultipartUpload'
  | 'CopyObject'
  | 'CreateMultipartUpload'
  | 'DeleteObject'
  | 'DeleteObjects'
  | 'GetObject'
  | 'HeadBucket'
  | 'HeadObject'
  | 'ListBuckets'
  | 'ListObjectVersions'
  | 'ListObjectsV2'
  | 'PutObject'
  | 'UploadPart';

export type Buckets = ReadonlyMap<string, Bucket>;

/** One request. `key` is empty if the request is about a bucket. */
export interface Call {
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
  readonly buckets: Buckets;
  readonly bucket: Bucket;
  readonly key: string;
}

type Run<Given> = (call: Given) => Promise<Answer | Refusal>;

interface Shape {
  readonly name: OperationName;
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Query parameters that a request for this operation has, with their values. Undefined as a value: any value. */
  readonly needs?: Readonly<Record<string, string | undefined>>;
  /** Other query parameters that the operation understands. */
  readonly takes?: readonly string[];
  readonly copies?: boolean;
}

export type Operation = Shape &
  (
    | { readonly on: 'service'; readonly run: Run<Pick<Call, 'buckets'>> }
    | { readonly on: 'bucket' | 'object'; readonly run: Run<Call> }
  );
