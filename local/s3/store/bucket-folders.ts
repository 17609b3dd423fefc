// The folders of a bucket below that of its store.

import { join } from 'node:path';

export interface BucketFolders {
  /** Parent of the other folders. */
  readonly bucket: string;
  /** One sealed file for each version. */
  readonly objects: string;
  /** Files that are being written. Emptied at every start. */
  readonly drafts: string;
  /** One folder for each incomplete multipart upload. */
  readonly uploads: string;
  /** What a start found damaged, and moved out of the other folders. Created with the first of it. */
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
