import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { describe, expect, it } from 'vitest';

const guard = pathToFileURL(resolve('local/require-node.mjs')).href;

/** Runs the guard in a Node that says it is another. */
function under(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } }); await import('${guard}');`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('the guard before every command', () => {
  it.each(['18.20.8', '20.20.2', '22.17.1'])(
    'stops Node %s with a sentence that says what to do',
    (version) => {
      const { status, stderr } = under(version);
      expect(status).toBe(1);
      expect(stderr).toContain(`Payferry needs Node 22.18 or newer; this is Node ${version}`);
      expect(stderr).toContain('npm ci brings Node 24');
    },
  );

  it.each(['22.18.0', '24.21.0', '26.0.0'])('lets Node %s pass without a word', (version) => {
    expect(under(version)).toEqual({ status: 0, stderr: '' });
  });

  it('stands before every command but those that only call other commands', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const unguarded = Object.entries<string>(scripts).filter(
      // payferry.mjs is a guard itself: under an old Node it calls the one that the lockfile brings.
      ([, command]) => !/^node local\/(require-node\.mjs && |payferry\.mjs )/.test(command),
    );
    expect(unguarded.map(([name]) => name)).toEqual(['check']);
    for (const part of scripts.check.split(' && ')) expect(part).toMatch(/^npm run check:/);
  });
});
