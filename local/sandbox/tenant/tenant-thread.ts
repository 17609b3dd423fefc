// Entry of the tenant's thread. It switches on the compile cache before the first import, as main.ts does.

import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./answer-on-thread.ts');
