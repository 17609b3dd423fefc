// A few seeds of the chaos proof, each with its verdict. Thousands are run by hand: docs/reliability.md.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildFunctions } from '../build.mjs';
import type { StoredRecord } from '../local/sandbox/start.ts';
import type { Evidence } from './chaos/evidence.ts';
import { judge } from './chaos/judge/judge.ts';
import { kindOf } from './chaos/kind-of-seed.ts';
import { laptopMutations } from './chaos/laptop/laptop-mutations.ts';
import { laptopStoryOf, mishapsOf } from './chaos/laptop/run-laptop-seed.ts';
import { mutations, type Mistake } from './chaos/mutations.ts';
import { createRunner, faultsOf, storyOf, type Runner } from './chaos/run-seed.ts';

/** Doubles the waiting times, because other tests use the machine at the same time. */
const pace = 2;

let dist: string;
let runner: Runner;
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'payferry-chaos-test-'));
  await buildFunctions(process.cwd(), dist);
  runner = createRunner(dist, pace);
});
afterAll(async () => {
  await runner[Symbol.asyncDispose]();
  await rm(dist, { recursive: true });
});

describe('whatever goes wrong, each row has one true outcome and nothing is paid twice', () => {
  it.each([12, 29, 41, 68])(
    'seed %i',
    async (seed) => {
      const { findings, evidence } = await runner.run(seed);
      expect(findings).toEqual([]);
      expect(evidence.reports.length).toBeGreaterThan(0);
    },
    180_000,
  );
});

describe('the judge', () => {
  let evidence: Evidence;
  // A story of creates, updates, removes and an export, without faults.
  beforeAll(async () => {
    ({ evidence } = await runner.run(913, []));
  }, 180_000);
  const kinds = (changes: Partial<Evidence>) => [
    ...new Set(judge({ ...evidence, ...changes }).map(({ kind }) => kind)),
  ];
  const withFiles = (change: (text: string) => string): Partial<Evidence> => ({
    reports: evidence.reports.map((report) => ({
      ...report,
      files: new Map([...report.files].map(([name, text]) => [name, change(text)])),
    })),
  });
  const recordsNow = () => evidence.stored;
  const createdNow = () =>
    recordsNow().recurring.find(({ unique_id }) => String(unique_id).startsWith('s913'));

  it('finds nothing where all is well', () => {
    expect(kinds({})).toEqual([]);
  });

  it.each<[string, string, () => Partial<Evidence>]>([
    ['a report is missing', 'lost', () => ({ reports: evidence.reports.slice(1) })],
    [
      'a row is missing from its report',
      'lost',
      () => withFiles((text) => text.replace(/,\n\{[^\n]*\n\]/, '\n]')),
    ],
    ['a job is still open', 'lost', () => ({ open: ['open/job'] })],
    ['a message is left', 'lost', () => ({ left: ['{}'] })],
    ['it never comes to rest', 'lost', () => ({ cameToRest: false })],
    ['a snapshot is missing', 'lost', () => ({ snapshots: [] })],
    [
      'a snapshot lacks a record',
      'lost',
      () => ({ snapshots: evidence.snapshots.map((one) => ({ ...one, records: one.records.slice(1) })) }),
    ],
    [
      'a payment is stored twice',
      'doubled',
      () => ({
        stored: {
          ...recordsNow(),
          recurring: [...recordsNow().recurring, { ...createdNow(), id: 'another' }],
        },
      }),
    ],
    [
      'what is told as created is not there',
      'wrong',
      () => ({
        stored: { ...recordsNow(), recurring: recordsNow().recurring.filter((one) => one !== createdNow()) },
      }),
    ],
    [
      'what was to be changed or removed is as it was',
      'wrong',
      () => ({ known: evidence.known.map((one) => ({ ...one, id: `other ${one.id}` })) }),
    ],
    [
      'an outcome is told otherwise',
      'wrong',
      () => withFiles((text) => text.replace('"created"', '"refused"')),
    ],
    [
      'a sum is a cent off',
      'wrong',
      () => ({
        reports: evidence.reports.map(({ json, files }) => ({
          files,
          json: {
            ...json,
            totals: {
              ...json.totals,
              by_currency: Object.fromEntries(
                Object.entries(json.totals.by_currency).map(([currency, sums]) => [
                  currency,
                  { ...sums, in: `${sums['in']}1` },
                ]),
              ),
            },
          },
        })),
      }),
    ],
    [
      'Feishu is called more often than it allows',
      'wrong',
      () => ({ calls: evidence.calls.flatMap((call) => Array.from({ length: 150 }, () => call)) }),
    ],
  ])('sees that %s', (_, kind, changes) => {
    expect(kinds(changes())).toContain(kind);
  });

  const told = (changes: Partial<Evidence>) => judge({ ...evidence, ...changes }).map(({ what }) => what);

  it.each<[string, string, () => Partial<Evidence>]>([
    [
      'a detail stands there twice',
      'details twice',
      () => ({ stored: { ...recordsNow(), lumpSums: recordsNow().lumpSums.map(withDetailTwice) } }),
    ],
    [
      'an update is told as done before, and nobody did it',
      'and nobody else has updated it',
      () => withFiles((text) => text.replaceAll(',updated,', ',already_exists,')),
    ],
    [
      'an update that adds a detail is told as done twice',
      'and each would add a detail',
      () => withFiles((text) => text.replaceAll(',already_exists,', ',updated,')),
    ],
    [
      'a job waited for one that is stuck',
      'waited for the end of a file that is stuck',
      () => ({ heldUp: [0] }),
    ],
    [
      'no run of changes holds a record',
      'no run of all-lump_sum_payment_detail holds',
      () => ({
        story: {
          ...evidence.story,
          exports: evidence.story.exports.map((one) => ({ ...one, mode: 'changes' as const })),
        },
        snapshots: evidence.snapshots.map((one) => ({ ...one, records: one.records.slice(1) })),
      }),
    ],
  ])('says that %s', (_, words, changes) => {
    expect(told({})).toEqual([]);
    expect(told(changes())).toContainEqual(expect.stringContaining(words));
  });
});

function withDetailTwice(record: StoredRecord): StoredRecord {
  const details: unknown[] = Array.isArray(record['details']) ? record['details'] : [];
  return { ...record, details: [...details, ...details] };
}

describe('a mistake that the judge has to see', () => {
  it.each<Mistake>([...mutations, ...laptopMutations])('can be made: $name', ({ file, find, replace }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  });
});

describe('a seed', () => {
  it('tells the same story, with the same faults, each time', () => {
    for (const seed of [1, 2, 3]) {
      expect(storyOf(seed)).toEqual(storyOf(seed));
      expect(faultsOf(seed)).toEqual(faultsOf(seed));
    }
    expect(storyOf(1)).not.toEqual(storyOf(2));
    for (const seed of [66, 97]) {
      expect(laptopStoryOf(seed)).toEqual(laptopStoryOf(seed));
      expect(mishapsOf(seed)).toEqual(mishapsOf(seed));
    }
    expect(laptopStoryOf(66)).not.toEqual(laptopStoryOf(97));
  });

  it('plays on a laptop in a sixth of all cases, and those above in a world', () => {
    const kinds = Array.from({ length: 600 }, (_, n) => kindOf(n + 1));
    expect(kinds.filter((kind) => kind === 'laptop')).toHaveLength(103);
    expect([12, 29, 41, 68, 913].map(kindOf)).toEqual(Array.from({ length: 5 }, () => 'world'));
  });
});
