// Compares docs/deploy.md and docs/operate.md with the template's sources:
// - the anchor of every alarm exists
// - every parameter is explained
// - every scope is explained

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { queryOperations } from '../../shared/feishu/operations/queries.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { anchorsOf } from './anchors.ts';

const read = (file: string) => readFile(resolve(import.meta.dirname, '../..', file), 'utf8');
let [alarms, service, deploy, operate, security] = ['', '', '', '', ''];

beforeAll(async () => {
  [alarms = '', service = '', deploy = '', operate = '', security = ''] = await Promise.all(
    ['serverless/alarms.yml', 'serverless.yml', 'docs/deploy.md', 'docs/operate.md', 'docs/security.md'].map(
      read,
    ),
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

/** The parameters of serverless.yml, with their defaults. */
function parameters() {
  const block = /^ {2}default:\n((?: {4}.*\n)+)/m.exec(service)?.[1] ?? '';
  return [...block.matchAll(/^ {4}(\w+): ?(.*?)(?: #.*)?$/gm)].map(([, name = '', value = '']) => ({
    name,
    value: value.replaceAll("'", ''),
  }));
}

const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('the way to a deployment', () => {
  it('tells every parameter with its default', () => {
    const params = parameters();
    expect(params.length).toBeGreaterThan(10);
    for (const { name, value } of params) {
      const row = deploy.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
      expect(row, name).toBeDefined();
      expect(row?.split('|').at(-2), name).toContain(value);
    }
  });

  it('asks for the scope of each operation, and for those that open single fields', () => {
    const scopes = [
      ...writeOperations.map(({ scope }) => scope),
      ...queryOperations.flatMap(({ scope, fieldScopes }) => [scope, ...Object.values(fieldScopes)]),
    ];
    for (const scope of new Set(scopes)) expect(deploy).toContain(`| \`${scope}\` |`);
  });
});

describe('what is said of security', () => {
  it('keeps things as long as the template does', () => {
    const said = rowsOf(security).flatMap(([, , howLong = '', parameter = '']) => {
      const name = /^`(keep\w+|logDays)`$/.exec(parameter)?.[1];
      const days = /^(\d+) days/.exec(howLong)?.[1] ?? (howLong.startsWith('7 years') ? '2557' : howLong);
      return name === undefined ? [] : [`${name} ${days}`];
    });
    const defaults = new Set(parameters().map(({ name, value }) => `${name} ${value}`));
    expect(said.length).toBeGreaterThan(6);
    expect(said.filter((row) => !defaults.has(row))).toEqual([]);
  });
});

describe('what is said of cost', () => {
  it.each(['a million records', 'a month'])('adds up to %s', (what) => {
    const rows = rowsOf(operate);
    const end = rows.findIndex(([name]) => name === `**${what}**`);
    const begin = rows.findLastIndex(([name], row) => name === 'what' && row < end);
    const parts = rows.slice(begin + 2, end).map((row) => Number(row.at(-1)));
    const cents = (sum: number) => Math.round(sum * 100);
    expect(cents(parts.reduce((sum, part) => sum + part, 0))).toBe(
      cents(Number(rows[end]?.at(-1)?.replaceAll('*', ''))),
    );
  });
});
