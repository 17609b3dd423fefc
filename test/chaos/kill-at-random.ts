// Kills a live run of the command at random moments, and carries on with the same command, once for each moment. One stage
// has 20,000 creates. The other has 2,000 updates that add a detail each: sent twice, they would add it twice.
//
//   node test/chaos/kill-at-random.ts [--kills 20] [--seed 1]

import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { startSandbox, type Sandbox } from '../../local/sandbox/start.ts';
import { create, manyBonuses } from '../../local/cli/test/bonus-file.ts';
import { aPlace, type Place } from '../../local/cli/test/payferry-process.ts';
import { environmentOf } from '../../local/cli/test/sandbox-environment.ts';
import { rowsIn } from '../../local/cli/test/rows-in-reports.ts';
import { callerFor, recordsOf } from '../../local/sandbox/test/caller.ts';
import { aBonus, aDetail } from '../../local/sandbox/test/payments.ts';
import { chanceOf } from './chance.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});

interface Stage {
  readonly name: string;
  readonly rows: number;
  readonly args: readonly string[];
  readonly status: string;
  prepare(place: Place, sandbox: Sandbox): Promise<void>;
  /** Differences between the sandbox and what the stage should have made of it. Empty: none. */
  judge(sandbox: Sandbox): Promise<readonly string[]>;
}

const stages: readonly Stage[] = [
  {
    name: 'creates',
    rows: 20_000,
    args: create,
    status: 'created',
    prepare: ({ dir }) => writeFile(join(dir, 'file.csv'), manyBonuses(20_000)),
    async judge(sandbox) {
      const names = (await sandbox.records()).map(({ unique_id }) => String(unique_id));
      const different = new Set(names).size;
      return names.length === 20_000 && different === 20_000
        ? []
        : [`${names.length} records are stored, ${different} different ones`];
    },
  },
  {
    name: 'updates with new details',
    rows: 2000,
    args: ['--operation', 'lump_sum_payment.batch_update', ...create.slice(2)],
    status: 'updated',
    prepare: async ({ dir }, sandbox) =>
      writeFile(join(dir, 'file.csv'), newDetails(await storeBonuses(sandbox))),
    async judge(sandbox) {
      const counts = (await sandbox.records()).map(({ details }) =>
        Array.isArray(details) ? details.length : 0,
      );
      const wrong = counts.filter((count) => count !== 2).length;
      return counts.length === 2000 && wrong === 0
        ? []
        : [`${wrong} of ${counts.length} records have not two details`];
    },
  },
];

let failures = 0;
for (const stage of stages) {
  for (let n = 1; n <= Number(values.kills); n += 1) {
    // From before the plan until after the report. Such a run takes about seven seconds here, half of them with calls under
    // way.
    const killedMs = chanceOf(`${values.seed}/${stage.name}/${n}`).whole(300, 9000);
    const wrong = await killedOnce(stage, killedMs);
    failures += wrong.length > 0 ? 1 : 0;
    console.log(
      `${stage.name} ${n}: killed after ${killedMs} ms: ${wrong.length === 0 ? 'each row once' : `WRONG ${wrong.join('; ')}`}`,
    );
  }
}
console.log(`kills: ${failures} of ${2 * Number(values.kills)} went wrong`);
process.exitCode = failures > 0 ? 1 : 0;

async function killedOnce(stage: Stage, killedMs: number): Promise<readonly string[]> {
  await using place = await aPlace();
  await using sandbox = await startSandbox({ latencyMs: 300, switches: { details_left_out: 'kept' } });
  await stage.prepare(place, sandbox);
  const args = ['file.csv', ...stage.args, '--live', '--yes'];
  const environment = { ...environmentOf(sandbox), LOOK_AGAIN_MS: '500' };
  const { child, ended } = place.start(args, environment);
  await Promise.race([pause(killedMs), once(child, 'exit')]);
  child.kill('SIGKILL');
  const first = await ended;
  const wasDone = first.code === 0;
  const again = await place.run(args, environment);
  const rows = await rowsIn(place.out);
  const told = Map.groupBy(rows, ({ identity }) => identity);
  const done = rows.filter(({ status }) => status === stage.status).length;
  return [
    ...(again.code === 0 ? [] : [`it ended with ${again.code}: ${again.stderr}${again.stdout.slice(-500)}`]),
    // If the first run was complete, the second run is another job, and finds all its records there already.
    ...(told.size === stage.rows ? [] : [`${told.size} rows are told`]),
    ...(done === stage.rows ? [] : [`${done} rows are told as ${stage.status}`]),
    ...(wasDone || rows.length === stage.rows ? [] : [`${rows.length} outcomes for ${stage.rows} rows`]),
    ...(wasDone && stage.status === 'updated' ? [] : await stage.judge(sandbox)),
  ];
}

async function storeBonuses(sandbox: Sandbox): Promise<readonly { id: string; detail: string }[]> {
  const call = await callerFor(sandbox);
  for (let start = 0; start < 2000; start += 500) {
    const records = Array.from({ length: 500 }, () => aBonus({ details: [aDetail()] }));
    recordsOf(await call('lump_sum_payment.batch_create', { records }));
  }
  return (await sandbox.records()).map(({ id, details }) => {
    const [first] = Array.isArray(details) ? details : [];
    return { id: String(id), detail: String(first?.id) };
  });
}

/** An update for each record: it keeps its detail and gets another one. */
function newDetails(stored: readonly { id: string; detail: string }[]): string {
  const columns = (at: number) =>
    ['id', 'issuance_amount', 'issuance_status', 'issuance_way', 'issuance_time', 'belong_time']
      .map((name) => `details.${at}.${name}`)
      .join(',');
  const rows = stored.map(
    ({ id, detail }) =>
      `${id},2007.00,0,6863329932261459464,2,${detail},2000.00,to_be_issued,with_salary,2026-12-10,2026-12-01,,7.00,to_be_issued,with_salary,2026-12-10,2026-12-01`,
  );
  const header = `id,total_amount,binding_period,currency_id,issuance_frequency,${columns(1)},${columns(2)}`;
  return [header, ...rows, ''].join('\n');
}
