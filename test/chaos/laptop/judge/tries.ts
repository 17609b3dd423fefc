// How each try ended:
// - in time, by a mishap or by itself
// - with the documented exit code
// - with a report, if calls had been made

import { lost, wrong, type Finding } from '../../judge/finding.ts';
import { rowsOf } from '../../judge/told.ts';
import { endings } from '../laptop-story.ts';
import type { LaptopEvidence, Try } from '../laptop-evidence.ts';

export function judgeTries({ tries, isOver }: LaptopEvidence): Finding[] {
  return [
    ...tries.flatMap((one, at) => judgeTry(`try ${at}`, one, tries[at - 1])),
    ...(isOver || tries.some(({ hung }) => hung)
      ? []
      : [lost(`after ${tries.length} tries something is still left to carry`)]),
  ];
}

function judgeTry(name: string, one: Try, before: Try | undefined): Finding[] {
  if (one.hung) return [lost(`${name} did not end`)];
  const fresh = [...one.seen.reports].filter(([job]) => !before?.seen.reports.has(job));
  const bad = fresh.flatMap(([, report]) => rowsOf(report)).filter(({ table }) => table !== 'succeeded');
  return [
    ...one.seconds.flatMap((code) =>
      code === 2 ? [] : [wrong(`${name}: a second process with the same --out ended with ${code}`)],
    ),
    ...(one.code === 0 && bad.length > 0
      ? [wrong(`${name} ended with 0, and ${bad.length} rows were not done`)]
      : []),
    ...(fresh.length > 1 ? [wrong(`${name} brought ${fresh.length} reports`)] : []),
    ...judgeEnd(name, one, fresh.length > 0 || (before?.seen.open.length ?? 0) > one.seen.open.length),
  ];
}

/** `brought`: the try brought a report, or closed an open job. */
function judgeEnd(name: string, { struck, code, said, callsBeforeItsEnd }: Try, brought: boolean): Finding[] {
  const ending = struck.find(({ kind }) => endings.has(kind));
  const end = `it ended with ${code}: ${said.trim().split('\n').slice(-2).join(' / ')}`;
  if (!ending) return brought ? [] : [lost(`${name}: nothing ended it, and there is no report; ${end}`)];
  const isStoppedOnce =
    ending.kind === 'hangup' || (ending.kind === 'interrupt' && ending.againMs === undefined);
  if (isStoppedOnce && callsBeforeItsEnd > 0 && !brought)
    return [lost(`${name} was told to stop, and is not reported; ${end}`)];
  if (ending.kind === 'disk_full' && !brought && code !== 3 && code !== 2)
    return [wrong(`${name} had no room; ${end}`)];
  return [];
}
