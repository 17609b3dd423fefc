// The folders of a bucket below that of its store.

import { join } from 'node:path';

export interface BucketFolders {
  /** Parent of the others. */
  readonly bucket: string;
  /** One sealed file for each version. */
  readonly objects: string;
  /** Files that are being written. Emptied at every start. */
  readonly drafts: string;
  /** One folder for each incomplete multipart upload. */
  readonly uploads: string;
  /** Files that a start found cut off. Created with the first of them. */
  readonly broken: string;
}

export function bucketFolders(store: string, name: string): BucketFolders {
  const bucket = join(store, name);
  return {
    bucket,
    objects: join(bucket, 'objects'),
    drafts: join(bucket, 'drafts'),
    uploads: join(bucket, 'uploads'),
    broken: join(bucket, 'broken'),
  };
}
