// A full snapshot taken at rest equals what Feishu holds, field by field. A snapshot from the storm holds each record once at
// most, and every record that no file names. Runs of changes are judged together.

import type { StoredRecord } from '../../../local/sandbox/start.ts';
import type { Evidence } from '../evidence.ts';
import type { SnapshotSeen } from '../exports.ts';
import { repeatedPage } from '../make-repeated-page.ts';
import { wasFeishuClockSet } from './circumstances.ts';
import { lost, wrong, type Finding } from './finding.ts';

export function judgeSnapshots(evidence: Evidence): Finding[] {
  const { story, snapshots, cameToRest } = evidence;
  const missing = story.exports.flatMap(({ dataset }) =>
    hours.flatMap((hour) =>
      snapshots.some((one) => one.dataset === dataset && one.hour === hour)
        ? []
        : [lost(`there is no snapshot of ${dataset} from the ${hour}`)],
    ),
  );
  const failed = evidence.failedExports.map((text) => lost(`an export was given up: ${text.slice(0, 200)}`));
  const ofChanges = new Set(
    story.exports.flatMap(({ mode, dataset }) => (mode === 'changes' ? [dataset] : [])),
  );
  const findings = [
    ...snapshots
      .filter(({ dataset }) => !ofChanges.has(dataset))
      .flatMap((snapshot) => judgeSnapshot(evidence, snapshot)),
    ...[...ofChanges].flatMap((dataset) =>
      judgeChanges(
        evidence,
        dataset,
        snapshots.filter((one) => one.dataset === dataset),
      ),
    ),
  ];
  // A run that was shown a page in the place of another may be given up: one for each such page.
  const excused = [...evidence.struck].filter(
    (one) => one.kind === 'feishu' && one.fault === repeatedPage,
  ).length;
  return cameToRest ? [...missing.slice(excused), ...failed.slice(excused), ...findings] : findings;
}

function judgeSnapshot(
  evidence: Evidence,
  { dataset, resource, hour, records, torn }: SnapshotSeen,
): Finding[] {
  const name = `the snapshot ${dataset} from the ${hour}`;
  const held = new Map(heldOf(evidence, resource).map((record) => [String(record['id']), record]));
  const found = new Map(records.map((record) => [String(record['id']), record]));
  const twice = records.length - found.size;
  const untouched = hour === 'calm' ? [...held.keys()] : untouchedIn(evidence, resource, held);
  return [
    ...torn.map((part) => wrong(`${name}: ${part} is not what the manifest says`)),
    ...(twice > 0 ? [wrong(`${name} holds ${twice} records twice`)] : []),
    ...untouched.flatMap((id) => {
      const record = found.get(id);
      if (!record) return [lost(`${name} does not hold ${id}`)];
      return isThat(held.get(id) ?? {}, record) ? [] : [wrong(`${name} holds ${id} otherwise than Feishu`)];
    }),
    ...[...found.keys()].flatMap((id) =>
      hour === 'calm' && !held.has(id) ? [wrong(`${name} holds ${id}, which is not there`)] : [],
    ),
  ];
}

/**
 * The newest state of each record, of all runs of the dataset, is the one that Feishu holds: nothing that was modified is lost for
 * good. What was removed stays there, as no run of changes can show it.
 */
function judgeChanges(evidence: Evidence, dataset: string, runs: readonly SnapshotSeen[]): Finding[] {
  const [first] = runs;
  // Where Feishu's clock was set back, it may write a time of modification that an earlier run has passed already.
  if (!first || wasFeishuClockSet(evidence.struck)) return [];
  const inOrder = runs.toSorted((one, other) => hours.indexOf(one.hour) - hours.indexOf(other.hour));
  const newest = new Map(
    inOrder.flatMap(({ records }) => records.map((record) => [String(record['id']), record] as const)),
  );
  return [
    ...runs.flatMap(({ torn }) =>
      torn.map((part) => wrong(`${dataset}: ${part} is not what the manifest says`)),
    ),
    ...heldOf(evidence, first.resource).flatMap((held) => {
      const id = String(held['id']);
      const record = newest.get(id);
      if (!record) return [lost(`no run of ${dataset} holds ${id}`)];
      return isThat(held, record) ? [] : [lost(`no run of ${dataset} holds ${id} as it is now`)];
    }),
  ];
}

const hours = ['storm', 'calm'] as const;

function heldOf({ stored }: Evidence, resource: string): readonly StoredRecord[] {
  if (resource === 'recurring_payment') return stored.recurring;
  return resource === 'lump_sum_payment' ? stored.lumpSums : stored.lumpSums.flatMap(detailsOf);
}

const detailsOf = ({ details }: StoredRecord): StoredRecord[] =>
  Array.isArray(details) ? details.map((detail: unknown) => Object(detail)) : [];

/** Records that existed before the first file and that no file names. */
function untouchedIn(
  { known, story }: Evidence,
  resource: string,
  held: ReadonlyMap<string, StoredRecord>,
): string[] {
  const touched = new Set(
    story.files.flatMap(({ rows }) => rows.map((row) => ('target' in row ? row.target : undefined))),
  );
  const alone = known.filter((_, at) => !touched.has(at));
  const ids = alone.flatMap(({ id, detailIds }) =>
    resource === 'lump_sum_payment_detail' ? detailIds : [id],
  );
  return ids.filter((id) => held.has(id));
}

/** The snapshot may have more fields: with a fault of the sandbox, answers carry unknown ones. */
function isThat(held: StoredRecord, found: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(held).every(([field, value]) => {
    const shown = found[field];
    if (!Array.isArray(value)) return JSON.stringify(shown) === JSON.stringify(value);
    if (!Array.isArray(shown) || shown.length !== value.length) return false;
    return value.every((one: unknown, at) => isThat(Object(one), Object(shown[at])));
  });
}
