// A copy of the project's sources with a cache folder of its own. A person may be using `npm run events`, and with it the
// cache folder of this project, at the same time.

import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');
const copied = [
  'functions',
  'shared',
  'local',
  'serverless',
  'events',
  'serverless.yml',
  'build.mjs',
  'package.json',
];

export interface Clone extends AsyncDisposable {
  readonly dir: string;
  /** The cache folder of `npm run events`. It exists after the first run. */
  readonly cache: string;
}

export async function cloneProject(): Promise<Clone> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-clone-'));
  for (const name of copied) await cp(join(root, name), join(dir, name), { recursive: true });
  const modules = join(dir, 'node_modules');
  await mkdir(modules);
  for (const name of await readdir(join(root, 'node_modules')))
    if (name !== '.cache') await symlink(join(root, 'node_modules', name), join(modules, name));
  return {
    dir,
    cache: join(modules, '.cache/payferry'),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, maxRetries: 10 }),
  };
}
