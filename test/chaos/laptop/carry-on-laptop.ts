// Plays one story on a laptop, from the first run of the command until nothing is left to carry. Its processes and folders
// are removed at the end, also after an error.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { aPlace, payferry } from '../../../local/cli/test/payferry-process.ts';
import { environmentOf } from '../../../local/cli/test/sandbox-environment.ts';
import { bodyOf } from '../file-body.ts';
import type { Row } from '../story.ts';
import { fieldsOf, type KnownInFeishu } from '../wire-record.ts';
import { atExit, removeFolder } from './at-exit.ts';
import { canHappenHere, diskFor } from './disk.ts';
import { feishuOf, layFaults, prepareKnown } from './feishu-of-laptop.ts';
import type { LaptopEvidence } from './laptop-evidence.ts';
import type { LaptopStory, Mishap } from './laptop-story.ts';
import { nameOnLaptop } from './make-laptop-rows.ts';
import { carryUntilAllIsTold } from './person.ts';

/** The time limit of a try. Far longer than any try takes, and far shorter than a dead process holds a batch. */
const mostMs = 90_000;
const callTimeoutMs = 3000;

export async function carryOnLaptop(
  story: LaptopStory,
  drawn: readonly Mishap[],
  pace: number,
): Promise<LaptopEvidence> {
  const mishaps = drawn.filter(canHappenHere);
  const startedMs = Date.now();
  await using sandbox = await feishuOf(story);
  await using place = await aPlace();
  using _place = atExit(() => removeFolder(place.dir));
  await using disk = await diskFor(mishaps, place);
  const known = await prepareKnown(sandbox, story);
  const callsUntilNow = (await sandbox.calls()).length;
  const [file, later] = [join(place.dir, 'bonus.csv'), join(place.dir, 'later.csv')];
  await writeFile(file, await fileOf(story, story.file.rows, known));
  await writeFile(later, await fileOf(story, [story.later], known));
  await layFaults(sandbox, story);

  const settings = {
    ...environmentOf(sandbox),
    ...settingsOf(story, pace),
  };
  const { operation, userIds } = story.file;
  const flags = ['--operation', operation, '--user-id-type', userIds, '--live', '--yes', '--out', disk.out];
  using children = new DisposableStack();
  const begin = (path: string) => {
    const running = place.program(process.execPath, [payferry, 'carry', path, ...flags], settings);
    children.use(atExit(() => void running.child.kill('SIGKILL')));
    return running;
  };
  const carried = await carryUntilAllIsTold(
    { story, mishaps, file, later, dir: place.dir },
    { sandbox, disk, begin, mostMs: mostMs * pace },
    { secret: sandbox.appSecret, holdsName: nameFinder(story, known) },
  );
  return {
    story,
    mishaps,
    known,
    ...carried,
    secret: sandbox.appSecret,
    stored: await sandbox.records(),
    calls: (await sandbox.calls()).slice(callsUntilNow),
    tookMs: Date.now() - startedMs,
  };
}

async function fileOf(
  { file }: LaptopStory,
  rows: readonly Row[],
  known: readonly KnownInFeishu[],
): Promise<Buffer> {
  const lines = rows.map((row) => ({
    fields: fieldsOf(row, file, known),
    text: row.does === 'nothing' ? row.text : '',
  }));
  return (await bodyOf(file, lines)).bytes;
}

function settingsOf({ lanes, callsPerSecond }: LaptopStory, pace: number): Record<string, string> {
  return {
    LANES: String(lanes),
    FEISHU_CALLS_PER_SECOND: String(callsPerSecond),
    FEISHU_CALL_TIMEOUT_MS: String(callTimeoutMs * pace),
    LOOK_AGAIN_MS: String(300 * pace),
    BACK_OFF_MS: String(200 * pace),
    PATIENCE_MS: String(300_000 * pace),
    MAX_REJECTED_PERCENT: '100',
  };
}

/** Answers with a test for texts that hold a name of the story: the `unique_id` of a create, or Feishu's id of an update. */
function nameFinder({ seed, known }: LaptopStory, inFeishu: readonly KnownInFeishu[]) {
  const ids = new Set(inFeishu.map(({ id }) => id));
  const invented = nameOnLaptop(seed, 0).slice(0, -1);
  return (text: string): boolean =>
    known.length === 0
      ? text.includes(invented)
      : [...text.matchAll(/\d{15,}/g)].some(([digits]) => ids.has(digits));
}
