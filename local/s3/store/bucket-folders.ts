// Where a bucket keeps its files, below the folder of its store.

import { join } from 'node:path';

export interface BucketFolders {
  /** The bucket's own: the others are in it. */
  readonly bucket: string;
  /** One sealed file a version. */
  readonly objects: string;
  /** Files that are still written. Emptied at every start. */
  readonly drafts: string;
  /** One folder a multipart upload that is not complete. */
  readonly uploads: string;
  /** Files that a start found cut off. It is made by the first of them. */
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
