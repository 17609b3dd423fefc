import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { describe, expect, it } from 'vitest';

const guard = pathToFileURL(resolve('local/require-node.mjs')).href;
const readObject = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** Runs the guard in a Node that claims this version. */
function under(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } }); await import('${guard}');`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('the guard of the Node version', () => {
  it.each(['18.20.8', '20.20.2', '22.21.1', '24.1.0'])(
    'stops Node %s with a sentence that says what to do',
    (version) => {
      const { status, stderr } = under(version);
      expect(status).toBe(1);
      expect(stderr).toContain(`Payferry needs Node 24.2 or newer; this is Node ${version}`);
      expect(stderr).toContain('npm ci brings Node 24');
    },
  );

  it.each(['24.2.0', '24.21.0', '26.0.0'])('lets Node %s pass without a word', (version) => {
    expect(under(version)).toEqual({ status: 0, stderr: '' });
  });

  it('runs behind the installation, before the tests and before the checks', () => {
    const { scripts } = readObject('package.json');
    const guarded = Object.keys(scripts).filter((name) => scripts[name].includes('require-node'));
    expect(guarded).toEqual(['postinstall', 'pretest', 'precheck']);
    for (const name of guarded) expect(scripts[name]).toBe('node local/require-node.mjs');
    for (const part of scripts.check.split(' && ')) expect(part).toMatch(/^npm run check:/);
  });

  it('asks for what package.json, the lockfile and .nvmrc declare', () => {
    const { engines, optionalDependencies } = readObject('package.json');
    expect(engines).toEqual({ node: '>=24.2' });
    expect(readObject('package-lock.json').packages[''].engines).toEqual(engines);
    expect(readFileSync('.nvmrc', 'utf8')).toBe('24\n');
    for (const version of Object.values(optionalDependencies)) expect(version).toMatch(/^24\./);
  });

  it('only warns where the Node that starts npm is older: the lockfile brings its own', () => {
    const npmrc = existsSync('.npmrc') ? readFileSync('.npmrc', 'utf8') : '';
    expect(npmrc).not.toContain('engine-strict');
  });
});
