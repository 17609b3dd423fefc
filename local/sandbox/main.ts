// The entry of the sandbox's process, for `npm run sandbox` and start.ts. It only switches on Node's cache of
// compiled code, which must come before the first import: a start takes a third less time with it.

import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./sandbox-process.ts');
