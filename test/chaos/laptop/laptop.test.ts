// A few laptop seeds of the chaos proof, with their verdicts, and a proof that their judge can see.

import { beforeAll, describe, expect, it } from 'vitest';

import { apps } from '../../../local/sandbox/test/caller.ts';
import { judgeLaptop } from './judge/judge-laptop.ts';
import { struckIn, type LaptopEvidence, type ReportFolder, type Try } from './laptop-evidence.ts';
import { mishapsOf, runOnLaptop } from './run-laptop-seed.ts';
import { canHappenHere } from './disk.ts';

/** Doubles the waiting times, because other tests use the machine at the same time. */
const pace = 2;
/**
 * The seeds, by what happens in them:
 * - 66: a full disk
 * - 97: creates with a stranger and a kill
 * - 442: updates with a second process, a kill and a closed terminal
 */
const seeds = [66, 97, 442] as const;

let all: ReadonlyMap<number, LaptopEvidence>;
beforeAll(async () => {
  const played = await Promise.all(seeds.map((seed) => runOnLaptop(seed, mishapsOf(seed), pace)));
  all = new Map(played.map(({ seed, evidence }) => [seed, evidence]));
}, 240_000);

function evidenceOf(seed: number): LaptopEvidence {
  const evidence = all.get(seed);
  if (!evidence) throw new Error(`seed ${seed} was not played`);
  return evidence;
}

describe('whatever happens to a laptop, each row has one true outcome and nothing is paid twice', () => {
  it.each(seeds)('seed %i', (seed) => {
    const evidence = evidenceOf(seed);
    expect(judgeLaptop(evidence)).toEqual([]);
    expect([...struckIn(evidence)]).toEqual(mishapsOf(seed).filter(canHappenHere));
  });

  it.skipIf(process.platform !== 'linux')('a stranger has tried, and was refused', () => {
    const statuses = evidenceOf(97).tries.flatMap(({ strangers }) => strangers.map(({ status }) => status));
    expect(statuses.length).toBeGreaterThanOrEqual(28);
    expect(statuses).toContain(403);
  });
});

describe('the judge of laptops', () => {
  const kinds = (evidence: LaptopEvidence) => [...new Set(judgeLaptop(evidence).map(({ kind }) => kind))];
  const creates = () => evidenceOf(97);
  const updates = () => evidenceOf(442);
  const createdIn = ({ stored }: LaptopEvidence) => stored.slice(0, 1);
  /** The evidence with these changes to its last try. */
  const endsWith = (evidence: LaptopEvidence, changes: Partial<Try>): LaptopEvidence => ({
    ...evidence,
    tries: evidence.tries.map((one, at) => (at === evidence.tries.length - 1 ? { ...one, ...changes } : one)),
  });
  const sees = (evidence: LaptopEvidence, changes: Partial<Try['seen']>): LaptopEvidence =>
    endsWith(evidence, { seen: { ...lastOf(evidence).seen, ...changes } });
  const reportsOf = (
    evidence: LaptopEvidence,
    change: (report: ReportFolder) => ReportFolder,
  ): LaptopEvidence => ({
    ...evidence,
    tries: evidence.tries.map((one) => ({
      ...one,
      seen: {
        ...one.seen,
        reports: new Map([...one.seen.reports].map(([job, report]) => [job, change(report)])),
      },
    })),
  });
  const inTables = (evidence: LaptopEvidence, change: (text: string) => string): LaptopEvidence =>
    reportsOf(evidence, (report) => ({
      ...report,
      files: new Map([...report.files].map(([name, text]) => [name, change(text)])),
    }));

  it.each<[string, string, () => LaptopEvidence]>([
    [
      'a record that is told as created is not there',
      'wrong',
      () => ({ ...creates(), stored: creates().stored.slice(1) }),
    ],
    [
      'a record is stored twice',
      'doubled',
      () => ({ ...creates(), stored: [...creates().stored, ...createdIn(creates())] }),
    ],
    [
      'a detail stands there twice',
      'doubled',
      () => ({
        ...updates(),
        stored: updates().stored.map((record) => ({ ...record, details: twice(record['details']) })),
      }),
    ],
    [
      'an update that is told was never made',
      'wrong',
      () => ({
        ...updates(),
        known: updates().known.map((one) => ({ ...one, uniqueId: `other ${one.uniqueId}` })),
      }),
    ],
    [
      'a row stands in no report',
      'lost',
      () => inTables(creates(), (text) => text.replace('laptop-97-row-0', 'laptop-97-row-none')),
    ],
    [
      'what is paid is told as unsent',
      'wrong',
      () => inTables(creates(), (text) => text.replace(',created,', ',unsent,')),
    ],
    [
      'what is refused is told as paid',
      'wrong',
      () => inTables(creates(), (text) => text.replace(',refused,', ',created,')),
    ],
    [
      'a total is a cent off',
      'wrong',
      () =>
        reportsOf(creates(), ({ json, ...report }) => ({
          ...report,
          json: {
            ...json,
            totals: {
              ...json.totals,
              by_currency: Object.fromEntries(
                Object.entries(json.totals.by_currency).map(([currency, sums]) => [
                  currency,
                  { ...sums, accepted: `${sums['accepted']}1` },
                ]),
              ),
            },
          },
        })),
    ],
    ['a report is gone', 'lost', () => sees(creates(), { reports: new Map() })],
    ['a run does not end', 'lost', () => endsWith(creates(), { hung: true })],
    ['something is left to carry', 'lost', () => ({ ...creates(), isOver: false })],
    ['the home still has pay data', 'wrong', () => sees(creates(), { payData: ['.payferry/any'] })],
    ['others may read a file', 'wrong', () => sees(creates(), { readable: ['any 644'] })],
    ['the secret is written down', 'wrong', () => sees(creates(), { secrets: ['any'] })],
    ['the secret is said', 'wrong', () => endsWith(creates(), { said: apps.everything.app_secret })],
    [
      'a stranger is answered',
      'wrong',
      () => endsWith(creates(), { strangers: [{ what: 'list', status: 200 }] }),
    ],
    [
      'what a stranger wants is paid',
      'wrong',
      () => ({ ...creates(), stored: [...creates().stored, { unique_id: 'stranger-1' }] }),
    ],
    ['a second process is let in', 'wrong', () => endsWith(creates(), { seconds: [0] })],
  ])('sees that %s', (_, kind, doctored) => {
    expect(kinds(doctored())).toContain(kind);
  });
});

function lastOf({ tries }: LaptopEvidence): Try {
  const last = tries.at(-1);
  if (!last) throw new Error('it was never tried');
  return last;
}

function twice(details: unknown): unknown[] {
  const list: unknown[] = Array.isArray(details) ? details : [];
  return [...list, ...list.slice(-1)];
}
