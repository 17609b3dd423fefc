// Prints the manifest of each snapshot in a few lines, then each guarantee (what they can be trusted for) once.

import type { Manifest } from '../../../shared/run/manifest.ts';
import type { Snapshot } from '../report/copy-snapshot.ts';
import type { Screen } from './screen.ts';
import { table } from './table.ts';
import type { NameOfCurrency } from './tell-result.ts';
import { snapshotSentences } from '../words/snapshot.ts';
import { outside } from './outside-text.ts';
import { shownPath } from './shown-path.ts';

export function tellSnapshots(
  snapshots: readonly Snapshot[],
  screen: Screen,
  currency: NameOfCurrency,
): void {
  for (const { manifest, folder } of snapshots) {
    const { mode_reason: reason, clocks_differ: clocks } = manifest;
    screen.say(`  ${whatOf(manifest)}`);
    if (reason !== undefined) screen.say(`    ${snapshotSentences.holds_all_because({ reason })}`);
    if (clocks !== undefined) screen.say(`    ${outside(clocks)}`);
    for (const line of [...sums(manifest, currency), ...hidden(manifest)]) screen.say(`    ${line}`);
    const files = filesOf(manifest);
    screen.say(`    ${snapshotSentences.stands_in({ folder: shownPath(folder), files })}`);
  }
  for (const guarantee of new Set(snapshots.map(({ manifest }) => manifest.guarantee))) {
    screen.say(`  ${outside(guarantee)}`);
  }
}

function whatOf({ resource, mode, since = '', records, calls }: Manifest): string {
  return mode === 'full'
    ? snapshotSentences.holds({ resource, records, calls })
    : snapshotSentences.holds_changes({ resource, records, calls, since });
}

function sums({ totals, amount }: Manifest, currency: NameOfCurrency): readonly string[] {
  const rows = Object.entries(totals.by_currency).map(([id, sum]) => [
    currency(id),
    String(sum.records),
    sum.amount,
  ]);
  const columns = [
    { title: amount },
    { title: snapshotSentences.column_records(), right: true },
    { title: snapshotSentences.column_sum(), right: true },
  ];
  const { uncounted } = totals;
  return [
    ...(rows.length === 0 ? [] : table(columns, rows)),
    ...(uncounted === 0 ? [] : [snapshotSentences.uncounted({ records: uncounted })]),
  ];
}

function hidden({ maybe_hidden }: Manifest): readonly string[] {
  if (maybe_hidden.length === 0) return [];
  const fields = maybe_hidden.map(({ field }) => field);
  const scopes = [...new Set(maybe_hidden.map(({ scope }) => scope))];
  return [snapshotSentences.never_seen({ fields, scopes })];
}

function filesOf({ files }: Manifest): readonly string[] {
  const [first, ...others] = files.map(({ name }) => name);
  const parts = others.length === 0 ? [first] : [first, '…', others.at(-1)];
  return [...parts.map((part) => part ?? ''), '_manifest.json'];
}
