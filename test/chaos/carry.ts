// Carries one story from its first upload until the world is at rest. The world runs with its faults first, then without
// them. The sweeper runs again and again until no job is open.

import { setTimeout as pause } from 'node:timers/promises';

import { PutObjectCommand } from '@aws-sdk/client-s3';

import { buckets } from '../../local/world/start.ts';
import { chanceOf } from './chance.ts';
import { dropFile } from './drop-file.ts';
import type { Dropped, Evidence } from './evidence.ts';
import { askForExport } from './exports.ts';
import type { Fault } from './faults.ts';
import { appOf, prepareFeishu } from './feishu-before.ts';
import { gather } from './gather.ts';
import { forgetAll } from './records-bucket.ts';
import { howItBreaks } from './indigestible.ts';
import { stuckIn } from './make-indigestible.ts';
import { othersEnd } from './others-end.ts';
import { comeToRest, createHelper } from './rest.ts';
import { createScript } from './script-fault.ts';
import { sendAgain } from './send-again.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import { layFaults } from './strikes.ts';

const faultsLastMs = 8000;

export async function carry(story: Story, faults: readonly Fault[], stage: Stage): Promise<Evidence> {
  const startedMs = Date.now();
  const { world, sandbox, clocks, pace } = stage;
  const known = await prepareFeishu(sandbox, story, pace);
  const log: string[] = [];
  clocks.set(story.skewMs, chanceOf(`${story.seed}/clocks`));
  const strikes = layFaults(story, faults, {
    world,
    clocks,
    pace,
    script: createScript(sandbox),
    async put(key) {
      await world.s3.send(new PutObjectCommand({ Bucket: buckets.records, Key: key, Body: Buffer.alloc(0) }));
    },
    setFeishuClock: (byMs) => sandbox.moveClock({ advance_ms: byMs }),
    howItBreaks: (call) => howItBreaks(story, known, call),
    sendAgain: (file) => sendAgain(world, story, known, file),
  });
  stage.setUp(strikes, (line) => log.push(`${Date.now() - startedMs} ${line}`));

  // The sweeper starts no file that lay in the inbox before its first look.
  await world.sweep();
  strikes.begin();
  const asked = story.exports.map(async (one) => {
    await pause(one.afterMs);
    await askForExport(world, one, 'storm');
    if (one.twice) await askForExport(world, one, 'storm');
  });
  const dropped: Dropped[] = await Promise.all(
    story.files.map(async (file) => {
      await pause(file.afterMs);
      return dropFile(world, story, known, file);
    }),
  );
  await Promise.all(asked);
  // Ends when every fault has had its chance, or when no message is left for a fault to strike.
  await Promise.race([pause(faultsLastMs * pace), world.idle()]);
  await strikes.end();
  const helper = createHelper(world, strikes.approved);
  const stuck = stuckIn(story);
  const heldUp = stuck ? await othersEnd(stage, helper, story, stuck.files) : [];
  if (stuck?.lookUps === true) strikes.digest();
  const rest = await comeToRest(stage, helper, strikes.lostEvents.length);
  strikes.digest();
  for (const one of story.exports) await askForExport(world, one, 'calm');
  if (rest.cameToRest) await world.idle();
  const found = await gather(world, sandbox, appOf(story.deployment).app_id);
  stage.setUp(undefined, () => undefined);
  if ([...strikes.struck].some(({ kind }) => kind === 'deploy'))
    await world.redeploy({ LANES: String(story.deployment.lanes) });
  await forgetAll(world);
  const tookMs = Date.now() - startedMs;
  return {
    story,
    faults,
    pace,
    struck: strikes.struck,
    known,
    dropped,
    log,
    heldUp,
    ...rest,
    ...found,
    tookMs,
  };
}
