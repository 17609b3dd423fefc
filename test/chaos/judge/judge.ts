// The independent judge: compares what a user is told with the intention of the story and with what Feishu holds. It shares
// no code with what it judges.

import type { Evidence } from '../evidence.ts';
import { addsDetail, isDroppedTwice } from '../story.ts';
import { meaningOf, notAllowed } from './allowed.ts';
import { judgeChanges } from './changes.ts';
import { circumstancesOf } from './circumstances.ts';
import { claimsOf, judgeCreates } from './creates.ts';
import { lost, wrong, type Finding } from './finding.ts';
import { matchRows, type MatchedFile, type MatchedRow } from './matched.ts';
import { judgeRate } from './rate.ts';
import { judgeSnapshots } from './snapshots.ts';
import { judgeTotals } from './totals.ts';

export function judge(evidence: Evidence): Finding[] {
  const { files, findings } = matchRows(evidence);
  return [
    ...findings,
    ...judgeStates(evidence, files),
    ...judgeApprovals(evidence, files),
    ...judgeRows(evidence, files),
    ...judgeCreates(evidence, files),
    ...judgeChanges(evidence, files),
    ...judgeTotals(files),
    ...judgeSnapshots(evidence),
    ...judgeRate(evidence),
    ...judgeRest(evidence),
  ];
}

function judgeStates(evidence: Evidence, files: readonly MatchedFile[]): Finding[] {
  const around = circumstancesOf(evidence);
  return files.flatMap(({ file, report: { json } }) => {
    const { state, reason } = json;
    const expected = file.damage
      ? ['rejected']
      : file.dryRun
        ? ['dry_run']
        : ['complete', 'complete_with_errors', ...(around.mayEndEarly(file) ? ['aborted'] : [])];
    return expected.includes(state)
      ? []
      : [wrong(`file ${file.n} should be ${expected.join(' or ')}, and is ${state}: ${reason?.text}`)];
  });
}

/** A file that needs an approval is not sent before a person approves it. */
function judgeApprovals({ approved }: Evidence, files: readonly MatchedFile[]): Finding[] {
  return files.flatMap(({ file, report: { json }, rows }) => {
    if (file.approval === 'none' || approved.has(json.job)) return [];
    const isSent = rows.some(({ told }) => told && !['unsent', 'rejected'].includes(told.status));
    return isSent ? [wrong(`file ${file.n} was sent, and nobody had approved it`)] : [];
  });
}

function judgeRows(evidence: Evidence, files: readonly MatchedFile[]): Finding[] {
  const around = circumstancesOf(evidence);
  const named = Map.groupBy(claimsOf(files), ({ row }) => row.uniqueId);
  const known = new Set(evidence.known.map(({ uniqueId }) => uniqueId));
  const clashesOf = ({ file, row }: MatchedRow): boolean => {
    if (row.does === 'create') return (named.get(row.uniqueId)?.length ?? 0) > 1 || known.has(row.uniqueId);
    return addsDetail(row) && isDroppedTwice(evidence.story, file);
  };
  return files.flatMap(({ file, rows }) =>
    rows.flatMap((matched) => {
      const { at } = matched;
      const clashes = clashesOf(matched);
      return notAllowed(matched, meaningOf(file, at, evidence.known), clashes, around);
    }),
  );
}

function judgeRest({ open, left, quarantined, cameToRest, heldUp }: Evidence): Finding[] {
  return [
    ...heldUp.map((n) => lost(`file ${n} waited for the end of a file that is stuck`)),
    ...(cameToRest ? [] : [lost('it did not come to rest')]),
    ...open.map((key) => lost(`${key} is still open`)),
    ...left.map((body) => lost(`a message is left: ${body.slice(0, 200)}`)),
    ...quarantined.map((text) => wrong(`a message was set aside: ${text.slice(0, 200)}`)),
  ];
}
