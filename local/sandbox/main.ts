// Entry of the sandbox's process, for `npm run sandbox` and start.ts. It switches on Node's compile cache before the
// first import, which makes a start about a third faster.

import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./sandbox-process.ts');
