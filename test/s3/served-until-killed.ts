// A server in a process of its own, to be killed.

import { startS3 } from '../../local/s3/start.ts';

const [dir = '', name = ''] = process.argv.slice(2);
const { endpoint } = await startS3({ dir, buckets: [{ name }] });
process.send?.(endpoint);
