// Reads the end state of a world: its buckets, its queues and the records that Feishu holds.

import * as v from 'valibot';

import type { Sandbox } from '../../local/sandbox/start.ts';
import { queues, type World } from '../../local/world/start.ts';
import { readSnapshots } from './exports.ts';
import { keysUnder, readObject } from './records-bucket.ts';
import { reportSchema, type Evidence, type ReportSeen } from './evidence.ts';

type Gathered = Pick<
  Evidence,
  'reports' | 'snapshots' | 'failedExports' | 'stored' | 'calls' | 'open' | 'quarantined' | 'left'
>;

export async function gather(world: World, sandbox: Sandbox, appId: string): Promise<Gathered> {
  const reports = await keysUnder(world, 'reports/');
  return {
    reports: await Promise.all(
      reports.filter((key) => key.endsWith('/report.json')).map((key) => reportAt(world, key, reports)),
    ),
    snapshots: await readSnapshots(world),
    failedExports: await Promise.all(
      (await keysUnder(world, 'exports/'))
        .filter((key) => key.endsWith('/failed.json'))
        .map((key) => readObject(world, key)),
    ),
    stored: {
      lumpSums: await sandbox.records(),
      recurring: await sandbox.records('recurring_payment'),
    },
    calls: await sandbox.calls({ app_id: appId }),
    open: await keysUnder(world, 'open/'),
    quarantined: await Promise.all(
      (await keysUnder(world, 'quarantine/')).map((key) => readObject(world, key)),
    ),
    left: await messagesLeft(world),
  };
}

async function reportAt(world: World, key: string, all: readonly string[]): Promise<ReportSeen> {
  const folder = key.slice(0, -'report.json'.length);
  const tables = all.filter((one) => one.startsWith(folder) && one !== key);
  const texts = await Promise.all(tables.map((table) => readObject(world, table)));
  return {
    json: v.parse(reportSchema, JSON.parse(await readObject(world, key))),
    files: new Map(tables.map((table, at) => [table.slice(folder.length), texts[at] ?? ''])),
  };
}

async function messagesLeft({ sqs }: World): Promise<string[]> {
  const names = Object.values(queues);
  const waiting = await Promise.all(names.map((name) => sqs.waiting(name)));
  const given = await Promise.all(names.map((name) => sqs.deadLetters(name)));
  return [...waiting.flat(), ...given.flat()].map(({ body }) => body);
}
