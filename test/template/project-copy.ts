// Packages the project as `npm run package` does, without credentials. It packages a copy, so that dist/ and .serverless/ of the
// working copy stay as they are.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { readTemplate, type Template } from './template.ts';

const root = resolve(import.meta.dirname, '../..');
const packaged = ['functions', 'shared', 'serverless', 'serverless.yml', 'build.mjs', 'package.json'];

export interface Package {
  readonly template: Template;
  /** Function name → zip. */
  readonly zips: ReadonlyMap<string, Buffer>;
}

export async function packageCopy(parameters: Readonly<Record<string, string>> = {}): Promise<Package> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-package-'));
  try {
    for (const name of packaged) await cp(join(root, name), join(dir, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(dir, 'node_modules'));
    const command = join(root, 'node_modules/serverless/bin/serverless.js');
    const asked = Object.entries(parameters).map(([name, value]) => `--param=${name}=${value}`);
    // eslint-disable-next-line node/no-process-env -- a command needs its shell's, but for what could be credentials
    const env = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
    await promisify(execFile)(process.execPath, [command, 'package', ...asked], {
      cwd: dir,
      env: { ...Object.fromEntries(env), AWS_EC2_METADATA_DISABLED: 'true' },
    });
    const out = join(dir, '.serverless');
    const zips = (await readdir(out)).filter((name) => name.endsWith('.zip'));
    const read = async (name: string) =>
      [name.slice(0, -'.zip'.length), await readFile(join(out, name))] as const;
    return {
      template: readTemplate(await readFile(join(out, 'cloudformation-template-update-stack.json'), 'utf8')),
      zips: new Map(await Promise.all(zips.map(read))),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
