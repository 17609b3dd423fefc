// npm run proof:template: makes each mistake of mutations/ in a packaged template, and prints which checks find it.

import { allChecks, check } from './checks/index.ts';
import type { Mutation } from './mutations/edit.ts';
import { mutations } from './mutations/index.ts';
import { packageCopy, type Package } from './project-copy.ts';

/** The names of the checks that find the mistake. */
export async function caughtBy(
  packaged: Package,
  { make }: Mutation,
  checks: readonly string[],
): Promise<readonly string[]> {
  const template = structuredClone(packaged.template);
  make(template);
  return (await check({ ...packaged, template }, checks)).map(({ check: name }) => name);
}

if (import.meta.main) {
  const packaged = await packageCopy();
  const untouched = await check(packaged);
  let missed = 0;
  for (const mutation of mutations) {
    const found = await caughtBy(packaged, mutation, allChecks);
    if (!found.includes(mutation.caughtBy)) missed += 1;
    console.log(`${found.length > 0 ? `caught by ${found.join(', ')}` : 'NOT CAUGHT'}: ${mutation.title}`);
  }
  console.log(
    `${mutations.length} mutations, ${missed} missed; untouched, ${untouched.length} checks find something`,
  );
  if (missed > 0 || untouched.length > 0) process.exitCode = 1;
}
