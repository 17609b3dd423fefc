// The table of operations. A request that matches none gets a 501, or a 405 if its method stands in none.

import { abortMultipartUpload } from './abort-upload.ts';
import { headBucket, listBuckets } from './buckets.ts';
import { completeMultipartUpload } from './complete-upload.ts';
import { copyObject } from './copy-object.ts';
import { createMultipartUpload } from './create-upload.ts';
import { deleteObject } from './delete-object.ts';
import { deleteObjects } from './delete-objects.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjectsV2 } from './list-objects.ts';
import { listObjectVersions } from './list-versions.ts';
import type { Operation } from './s3-operation.ts';
import { putObject } from './put-object.ts';
import { uploadPart } from './upload-part.ts';

const pageOf = ['prefix', 'max-keys', 'encoding-type'];
const pageOfObjects = [...pageOf, 'delimiter', 'start-after', 'continuation-token'];
const pageOfVersions = [...pageOf, 'key-marker', 'version-id-marker'];
const part = { partNumber: undefined, uploadId: undefined };

// prettier-ignore
export const operations: readonly Operation[] = [
  { name: 'ListBuckets', method: 'GET', on: 'service', run: listBuckets },
  { name: 'HeadBucket', method: 'HEAD', on: 'bucket', run: headBucket },
  { name: 'ListObjectsV2', method: 'GET', on: 'bucket', needs: { 'list-type': '2' }, takes: pageOfObjects, run: listObjectsV2 },
  { name: 'ListObjectVersions', method: 'GET', on: 'bucket', needs: { versions: '' }, takes: pageOfVersions, run: listObjectVersions },
  { name: 'DeleteObjects', method: 'POST', on: 'bucket', needs: { delete: '' }, run: deleteObjects },
  { name: 'GetObject', method: 'GET', on: 'object', takes: ['versionId'], run: getObject },
  { name: 'HeadObject', method: 'HEAD', on: 'object', takes: ['versionId'], run: headObject },
  { name: 'PutObject', method: 'PUT', on: 'object', run: putObject },
  { name: 'CopyObject', method: 'PUT', on: 'object', copies: true, run: copyObject },
  { name: 'DeleteObject', method: 'DELETE', on: 'object', takes: ['versionId'], run: deleteObject },
  { name: 'CreateMultipartUpload', method: 'POST', on: 'object', needs: { uploads: '' }, run: createMultipartUpload },
  { name: 'UploadPart', method: 'PUT', on: 'object', needs: part, run: uploadPart },
  { name: 'CompleteMultipartUpload', method: 'POST', on: 'object', needs: { uploadId: undefined }, run: completeMultipartUpload },
  { name: 'AbortMultipartUpload', method: 'DELETE', on: 'object', needs: { uploadId: undefined }, run: abortMultipartUpload },
];
