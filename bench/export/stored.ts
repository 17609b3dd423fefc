// A Feishu for an export to read: bonuses created two days ago, evenly over a time.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox } from '../../local/sandbox/start.ts';
import { chinaTime } from '../../shared/values/china-time.ts';
import { callerFor, resultsOf } from '../../local/sandbox/test/caller.ts';
import { aBonus, person } from '../../local/sandbox/test/payments.ts';
import type { ExportFigures } from './figures.ts';

const spansMs = { 'a day': 86_400_000, 'two minutes': 120_000 } as const;
const twoDaysMs = 2 * 86_400_000;
const perCall = 500;
const regularEmployees = 24;

const filling = new Map<string, Promise<string>>();

/** The path of a database for `startSandbox`. It is filled once. */
export function stored(spread: ExportFigures['spread'], records: number): Promise<string> {
  const name = `${spread}, ${records}`;
  const file = filling.get(name) ?? fill(spread, records);
  filling.set(name, file);
  return file;
}

async function fill(spread: ExportFigures['spread'], records: number): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'payferry-bench-stored-'));
  process.once('exit', () => rmSync(dir, { recursive: true }));
  const dbFile = join(dir, 'stored.db');
  await using sandbox = await startSandbox({ rate: 0, dbFile, tokenLifeSeconds: 10_000_000 });
  const call = await callerFor(sandbox);
  const startMs = Date.now() - twoDaysMs;
  for (let first = 0; first < records; first += perCall) {
    const createdMs = startMs + Math.floor((first / records) * spansMs[spread]);
    await sandbox.moveClock({ now: chinaTime(createdMs) });
    const batch = Array.from({ length: Math.min(perCall, records - first) }, (_, index) =>
      aBonus({ user_id: person(1 + ((first + index) % regularEmployees)).people_corehr_id }),
    );
    const answers = resultsOf(await call('lump_sum_payment.batch_create', { records: batch }));
    const refused = answers.find(({ code }) => code !== 0);
    if (refused) throw new Error(`not stored: ${refused.code}`);
  }
  return dbFile;
}
