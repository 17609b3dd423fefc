// Prints the manifest of each snapshot in a few lines.

import type { Manifest } from '../../../shared/run/manifest.ts';
import type { Snapshot } from '../report/copy-snapshot.ts';
import { outside } from './outside-text.ts';
import type { Screen } from './screen.ts';
import { table } from './table.ts';
import type { NameOfCurrency } from './tell-result.ts';
import { count, shownPath } from './words.ts';

export function tellSnapshots(
  snapshots: readonly Snapshot[],
  screen: Screen,
  currency: NameOfCurrency,
): void {
  for (const { manifest, folder } of snapshots) {
    screen.say(`  ${outside(whatOf(manifest))}, ${count(manifest.calls, 'call')} to Feishu`);
    if (manifest.mode_reason !== undefined) screen.say(`    all, because ${outside(manifest.mode_reason)}`);
    for (const line of [...sums(manifest, currency), ...hidden(manifest)]) screen.say(`    ${line}`);
    screen.say(`    in ${shownPath(folder)}: ${outside(filesOf(manifest))}`);
  }
  for (const guarantee of new Set(snapshots.map(({ manifest }) => manifest.guarantee))) {
    screen.say(`  ${outside(guarantee)}`);
  }
}

function whatOf({ resource, mode, since, records }: Manifest): string {
  const which = mode === 'full' ? '' : ` that changed since ${since ?? ''}`;
  return `${resource}: ${count(records, 'record')}${which}`;
}

function sums({ totals, amount }: Manifest, currency: NameOfCurrency): readonly string[] {
  const rows = Object.entries(totals.by_currency).map(([id, sum]) => [
    currency(id),
    String(sum.records),
    sum.amount,
  ]);
  const columns = [{ title: amount }, { title: 'records', right: true }, { title: 'sum', right: true }];
  const { uncounted } = totals;
  return [
    ...(rows.length === 0 ? [] : table(columns, rows)),
    ...(uncounted === 0
      ? []
      : [`${count(uncounted, 'record')} in no sum: the amount or currency cannot be read`]),
  ];
}

function hidden({ maybe_hidden }: Manifest): readonly string[] {
  if (maybe_hidden.length === 0) return [];
  const fields = maybe_hidden.map(({ field }) => field).join(', ');
  const scopes = [...new Set(maybe_hidden.map(({ scope }) => scope))].join(', ');
  return [`never seen: ${outside(fields)}; the app may lack ${outside(scopes)}`];
}

function filesOf({ files }: Manifest): string {
  const [first, ...others] = files.map(({ name }) => name);
  const parts = others.length === 0 ? [first] : [first, '…', others.at(-1)];
  return [...parts, '_manifest.json'].join(', ');
}
