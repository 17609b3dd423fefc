// A server in a process of its own, which a test kills or limits. It sends its endpoint to the test, then the code of
// each disk failure.

import { startS3 } from '../start.ts';

const [dir = '', name = ''] = process.argv.slice(2);
const onFailure = (error: Error) => process.send?.('code' in error ? error.code : error.message);
const { endpoint } = await startS3({ dir, buckets: [{ name }], onFailure });
process.send?.(endpoint);
