// Prints the manifest of each snapshot in a few lines, then each guarantee (what they can be trusted for) once.

import type { Manifest } from '../../../shared/run/manifest.ts';
import type { Snapshot } from '../report/copy-snapshot.ts';
import { retold, say, type Say } from '../words/say.ts';
import type { Screen } from './screen.ts';
import { shownPath } from './shown-path.ts';
import type { NameOfCurrency } from './tell-result.ts';

export function tellSnapshots(
  snapshots: readonly Snapshot[],
  screen: Screen,
  currency: NameOfCurrency,
): void {
  for (const { manifest, folder } of snapshots) {
    const { mode_reason: reason, clocks_differ: clocks } = manifest;
    screen.say(whatOf(manifest), 2);
    if (reason !== undefined) screen.say(say('snapshot.holds_all_because', { reason: retold(reason) }), 4);
    if (clocks !== undefined) screen.say(retold(clocks), 4);
    tellSums(manifest, screen, currency);
    tellHidden(manifest, screen);
    screen.say(say('snapshot.stands_in', { folder: shownPath(folder), files: filesOf(manifest) }), 4);
  }
  const guarantees = new Map(snapshots.map(({ manifest: { guarantee } }) => [guarantee.text, guarantee]));
  for (const guarantee of guarantees.values()) screen.say(retold(guarantee), 2);
}

function whatOf({ resource, mode, since = '', records, calls }: Manifest): Say {
  return mode === 'full'
    ? say('snapshot.holds', { resource, records, calls })
    : say('snapshot.holds_changes', { resource, records, calls, since });
}

function tellSums({ totals, amount }: Manifest, screen: Screen, currency: NameOfCurrency): void {
  const rows = Object.entries(totals.by_currency).map(([id, sum]) => [
    currency(id),
    String(sum.records),
    sum.amount,
  ]);
  const columns = [
    { title: amount },
    { title: say('snapshot.column_records'), right: true },
    { title: say('snapshot.column_sum'), right: true },
  ];
  if (rows.length > 0) screen.table(columns, rows, 4);
  if (totals.uncounted > 0) screen.say(say('snapshot.uncounted', { records: totals.uncounted }), 4);
}

function tellHidden({ maybe_hidden }: Manifest, screen: Screen): void {
  if (maybe_hidden.length === 0) return;
  const fields = maybe_hidden.map(({ field }) => field);
  const scopes = [...new Set(maybe_hidden.map(({ scope }) => scope))];
  screen.say(say('snapshot.never_seen', { fields, scopes }), 4);
}

function filesOf({ files }: Manifest): readonly string[] {
  const [first, ...others] = files.map(({ name }) => name);
  const parts = others.length === 0 ? [first] : [first, '…', others.at(-1)];
  return [...parts.map((part) => part ?? ''), '_manifest.json'];
}
