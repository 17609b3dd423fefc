// The entry of the tenant's thread; as in main.ts, the cache of compiled code comes first.

import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./answer-questions.ts');
