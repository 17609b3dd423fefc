// A server in a process of its own, to be killed, or to run short of what its shell grants. It tells its endpoint, and
// then the code of each failure of the file system.

import { startS3 } from '../start.ts';

const [dir = '', name = ''] = process.argv.slice(2);
const onFailure = (error: Error) => process.send?.('code' in error ? error.code : error.message);
const { endpoint } = await startS3({ dir, buckets: [{ name }], onFailure });
process.send?.(endpoint);
