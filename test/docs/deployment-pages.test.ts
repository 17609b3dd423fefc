// docs/deploy.md and docs/operate.md against the template's sources: what an alarm refers to is there, every parameter is
// told, and so is every scope.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { exportResources } from '../../shared/export-message.ts';
import { writeOperations } from '../../shared/feishu/operations/index.ts';
import { anchorsOf } from './anchors.ts';

const read = (file: string) => readFile(resolve(import.meta.dirname, '../..', file), 'utf8');
let [alarms, service, deploy, operate] = ['', '', '', ''];

beforeAll(async () => {
  [alarms = '', service = '', deploy = '', operate = ''] = await Promise.all(
    ['serverless/alarms.yml', 'serverless.yml', 'docs/deploy.md', 'docs/operate.md'].map(read),
  );
});

describe('the runbook', () => {
  it('has the heading that each alarm refers to', () => {
    const named = [...alarms.matchAll(/docs\/operate\.md#([\w-]+)/g)].map(([, anchor = '']) => anchor);
    expect(named.length).toBe([...alarms.matchAll(/AlarmDescription:/g)].length);
    expect(named.filter((anchor) => !anchorsOf(operate).includes(anchor))).toEqual([]);
  });

  it('names each alarm under that heading', () => {
    for (const alarm of alarms.split('Type: AWS::CloudWatch::Alarm').slice(1)) {
      const name = /AlarmName: \S+\$\{sls:stage\}-([\w-]+)/.exec(alarm)?.[1] ?? '';
      const anchor = /docs\/operate\.md#([\w-]+)/.exec(alarm)?.[1] ?? '';
      const section = operate.split(/^## /m).find((text) => anchorsOf(`## ${text}`)[0] === anchor);
      expect(section, name).toContain(`\`${name}\``);
    }
  });
});

describe('the way to a deployment', () => {
  it('tells every parameter with its default', () => {
    const block = /^ {2}default:\n((?: {4}.*\n)+)/m.exec(service)?.[1] ?? '';
    const params = [...block.matchAll(/^ {4}(\w+): ?(.*?)(?: #.*)?$/gm)].map(([, name = '', value = '']) => ({
      name,
      value: value.replaceAll("'", ''),
    }));
    expect(params.length).toBeGreaterThan(10);
    for (const { name, value } of params) {
      const row = deploy.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
      expect(row, name).toBeDefined();
      expect(row?.split('|').at(-2), name).toContain(value);
    }
  });

  it('asks for the scope of each operation, and for those that open single fields', () => {
    const queries = Object.values(exportResources).map(({ operation }) => operation);
    const scopes = [
      ...writeOperations.map(({ scope }) => scope),
      ...queries.flatMap(({ scope, fieldScopes }) => [scope, ...Object.values(fieldScopes)]),
    ];
    for (const scope of new Set(scopes)) expect(deploy).toContain(`| \`${scope}\` |`);
  });
});
