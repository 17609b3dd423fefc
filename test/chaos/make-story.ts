// A story, drawn from its seed: the records in Feishu before, the files that come, and what a person does in between.

import type { Chance } from './chance.ts';
import { deployments, type Deployment } from './deployments.ts';
import { aLumpSum, aRecurring } from './make-content.ts';
import { deedsOf } from './make-deeds.ts';
import { withFeishuClock } from './make-feishu-clock.ts';
import { withIndigestible } from './make-indigestible.ts';
import { withManyKnown } from './make-repeated-page.ts';
import { makeRows, type Stock } from './make-rows.ts';
import { makeExports, makeSwitches } from './make-surroundings.ts';
import { withUpdatesAgain } from './make-updates-again.ts';
import type { ClerksTable, Damage, DroppedFile, Known, Operation, Row, Story } from './story.ts';

export function makeStory(seed: number, chance: Chance): Story {
  const ferry = chance.branch('ferry');
  const deployment = ferry.weighted(deployments);
  const known = makeKnown(seed, chance.branch('known'));
  const stock = stockOf(seed, known, chance.branch('rows'));
  const count = chance.whole(2, 5);
  const files = Array.from({ length: count }, (_, n) =>
    makeFile(n, deployment, stock, chance.branch(`file ${n}`)),
  );
  const again = uploadedAgain(files, chance.branch('again'));
  const story: Story = {
    seed,
    known,
    files: again ? [...files, again] : files,
    deeds: files.flatMap((file) => deedsOf(file, chance.branch(`deeds ${file.n}`))),
    exports: makeExports(deployment, chance.branch('exports')),
    deployment,
    switches: makeSwitches(chance.branch('switches')),
    skewMs: ferry.in(0.3) ? ferry.whole(1, 10) : 0,
    feishuAheadMs: 0,
  };
  const repeating = withUpdatesAgain(story, chance.branch('updates again'));
  const timed = withFeishuClock(repeating, chance.branch('another clock'));
  return withIndigestible(
    withManyKnown(timed, chance.branch('many known')),
    (n, operation, ofFile) => makeFile(n, deployment, stock, ofFile, operation),
    chance.branch('indigestible'),
  );
}

function makeKnown(seed: number, chance: Chance): Known[] {
  const lumpSums = Array.from({ length: chance.whole(10, 30) }, (_, n): Known => ({
    uniqueId: `known-${seed}-l${n}`,
    content: aLumpSum(chance),
    paid: chance.in(0.12),
  }));
  const recurring = Array.from({ length: chance.whole(4, 12) }, (_, n): Known => ({
    uniqueId: `known-${seed}-r${n}`,
    content: { ...aRecurring(chance), person: 1 + n, year: 2027 },
    paid: false,
  }));
  return [...lumpSums, ...recurring];
}

function stockOf(seed: number, known: readonly Known[], chance: Chance): Stock {
  const free = chance.shuffled([...known.keys()]);
  let made = 0;
  let recurring = 0;
  return {
    seed,
    known,
    take(resource) {
      const at = free.findIndex((index) => known[index]?.content.resource === resource);
      return at < 0 ? undefined : free.splice(at, 1)[0];
    },
    uniqueId: (file) => `s${seed}-f${file}-${(made += 1)}`,
    place() {
      recurring += 1;
      return { person: 1 + (recurring % 30), year: 2028 + Math.floor(recurring / 30) };
    },
    created: [],
  };
}

function makeFile(
  n: number,
  { writesOnly }: Deployment,
  stock: Stock,
  chance: Chance,
  wanted?: Operation,
): DroppedFile {
  const drawn: Operation = chance.weighted([
    [5, 'lump_sum_payment.batch_create'],
    [3, 'recurring_payment.batch_create'],
    [3, 'lump_sum_payment.batch_update'],
    [2, 'recurring_payment.batch_update'],
    [2, 'lump_sum_payment.batch_remove'],
    [1, 'recurring_payment.batch_remove'],
  ]);
  const operation = wanted ?? drawn;
  const via = chance.in(0.2) ? 'intake' : 'inbox';
  const isCreate = operation.endsWith('create');
  const large = isCreate && via === 'inbox' && chance.in(0.05);
  const format = via === 'intake' ? 'json' : chance.pick(['csv', 'tsv', 'json', 'ndjson'] as const);
  const size = large
    ? chance.whole(501, 1100)
    : chance.pick(isCreate ? [1, 2, 3, 5, 8, 13, 20, 40] : [1, 2, 3, 5, 8]);
  const isTable = format === 'csv' || format === 'tsv';
  const clerk = isTable ? clerksTable(operation, chance.branch('clerk')) : undefined;
  const rows = makeRows({ n, operation, format, size, stock, chance: chance.branch('rows') });
  const packed = via === 'inbox' && chance.in(0.2) && clerk?.writes !== 'xlsx';
  const damage = chance.in(0.08) ? damageFor(rows, packed, operation, chance) : undefined;
  return {
    n,
    stem: `f${n}-s${stock.seed}-${operation.replace(/\W|_/g, '-').slice(0, 20)}`,
    operation,
    via,
    format,
    packed,
    ...(clerk ? { clerk } : {}),
    details: chance.in(0.5) || clerk?.total ? 'wide' : 'long',
    userIds: isCreate && chance.in(0.3) && !writesOnly ? 'open_id' : 'people_corehr_id',
    rows,
    ...(damage ? { damage } : {}),
    dryRun: chance.in(0.04),
    approval: chance.in(operation.endsWith('remove') ? 0.5 : 0.1) ? 'required' : 'none',
    afterMs: chance.whole(0, 500),
  };
}

/** Undefined: the table has the API's names. */
function clerksTable(operation: Operation, chance: Chance): ClerksTable | undefined {
  if (!chance.in(0.5)) return undefined;
  return {
    writes: chance.pick(['xlsx', 'xlsx', 'gb18030', 'utf-16', 'utf-8']),
    above: chance.pick([[], [], ['2026年12月奖金发放表'], ['2026年12月奖金发放表', '说明：金额单位为元']]),
    besides: chance.in(0.3),
    total: !operation.endsWith('remove') && chance.in(0.3),
    maker: chance.in(0.3),
    dates: chance.pick(['iso', 'slashes', 'chinese', 'dates']),
    amounts: chance.pick(['plain', 'grouped', 'numbers']),
  };
}

function damageFor(rows: readonly Row[], packed: boolean, operation: string, chance: Chance): Damage {
  const hasRejected = rows.some((row) => 'flaw' in row && row.flaw === 'way');
  const all: readonly (readonly [boolean, Damage])[] = [
    [packed, 'cut_off'],
    [true, 'wrong_count'],
    [!operation.endsWith('remove') && rows.every(({ does }) => does !== 'nothing'), 'wrong_total'],
    [hasRejected, 'too_many_rejected'],
  ];
  return chance.pick(all.flatMap(([possible, damage]) => (possible ? [damage] : [])));
}

/** A person uploads a file of creates once more. The inbox has versions, so it becomes another job. */
function uploadedAgain(files: readonly DroppedFile[], chance: Chance): DroppedFile | undefined {
  const file = files.find(
    ({ via, operation, damage }) => via === 'inbox' && operation.endsWith('create') && !damage,
  );
  if (!file || file.rows.length > 100 || !chance.in(0.2)) return undefined;
  return { ...file, n: files.length, again: file.n, afterMs: file.afterMs + chance.whole(1, 700) };
}
