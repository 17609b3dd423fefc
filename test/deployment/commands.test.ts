// What `npx serverless` refuses before it calls AWS, and what it does without AWS.

import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import needRegion from '../../serverless/need-region.mjs';
import onlyOsls from '../../serverless/only-osls.mjs';
import { packageCopy } from '../template/project-copy.ts';
import { runServerless } from './harness.ts';

const slowestMs = 120_000;
const root = resolve(import.meta.dirname, '../..');
const run = (...args: readonly string[]) => runServerless(root, args);

describe('the region', { timeout: slowestMs }, () => {
  it.each([['deploy'], ['adopt'], ['deploy', '--function=split']])(
    'must be named for %s',
    async (...args) => {
      await expect(run(...args)).rejects.toThrow(
        'needs a region: add --region, like --region ap-southeast-1, or set AWS_REGION. There is no default',
      );
    },
  );

  const commandOf = (command: string) => ({
    classes: { Error },
    configurationInput: { custom: { region: '' } },
    processedInput: { commands: command.split(' '), isHelpRequest: false },
  });

  it.each([
    'remove',
    'info',
    'invoke',
    'logs',
    'metrics',
    'rollback',
    'deploy list',
    'prune',
    'not yet thought of',
  ])('must be named for %s', (command) => {
    expect(() => needRegion(commandOf(command))).toThrow(`"serverless ${command}" needs a region`);
  });

  it.each(['package', 'print', 'invoke local'])('is not needed for %s', (command) => {
    expect(() => needRegion(commandOf(command))).not.toThrow();
  });

  it.each([
    ['an option', ['--region=cn-north-1'], {}],
    ['AWS_REGION', [], { AWS_REGION: 'cn-north-1' }],
  ])('may be named by %s', async (_, args, env) => {
    const printed = runServerless(root, ['print', '--path=provider.region', ...args], env);
    expect((await printed).trim()).toBe('cn-north-1');
    const unreachable = { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', SLS_AWS_REQUEST_MAX_RETRIES: '0' };
    await expect(runServerless(root, ['info', ...args], unreachable)).rejects.toThrow('ECONNREFUSED');
  });

  it('is not needed to ask for help', async () => {
    expect(await run('adopt', '--help')).toContain('Takes the buckets of a removed stage into a new stack');
  });
});

describe('a parameter', { timeout: slowestMs }, () => {
  it.each([
    ['protected=maybe', 'Expected either "true", "false", "0", or "1". Received: maybe'],
    ['protected=', '"custom.protected"'],
    ['architecture=arm', 'must be equal to one of the allowed values [arm64, x86_64]'],
    ['runtime=nodejs22.x', 'must be nodejs24.x or later: the functions are built for Node 24'],
    ['runtime=python3.13', 'must be nodejs24.x or later'],
  ])('%s is refused', async (parameter, sentence) => {
    await expect(run('print', '--path=provider.name', `--param=${parameter}`)).rejects.toThrow(sentence);
  });

  it.each([
    ['true', 'true'],
    ['false', 'false'],
  ])('protected=%s is understood', async (value, printed) => {
    const found = run('print', '--path=provider.deletionProtection', `--param=protected=${value}`);
    expect((await found).trim()).toBe(printed);
  });

  it('architecture=x86_64 gives the same zips, for other functions', async () => {
    const [arm, intel] = [await packageCopy(), await packageCopy({ architecture: 'x86_64' })];
    for (const [name, zip] of arm.zips) expect(intel.zips.get(name)?.equals(zip), name).toBe(true);
    const { Properties } = intel.template.Resources['SplitLambdaFunction'] ?? {};
    expect(Properties?.['Architectures']).toEqual(['x86_64']);
  });
});

describe('another framework', () => {
  it('is refused, whatever version or name it says to have', () => {
    class FrameworkError extends Error {}
    class Serverless {
      version = '4.3.1';
      classes = { Error: FrameworkError };
    }
    expect(() => onlyOsls(new Serverless())).toThrow(FrameworkError);
    expect(() => onlyOsls(new Serverless())).toThrow('run "npm ci", then "npx serverless"');
    expect(() => onlyOsls({})).toThrow('run "npm ci", then "npx serverless"');
  });
});
