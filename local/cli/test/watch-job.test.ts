import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';

import { waitForPlan } from '../watch/watch-job.ts';
import type { Interception } from '../../s3/start.ts';
import { startSandbox } from '../../sandbox/start.ts';
import { buckets, startWorld } from '../../world/start.ts';
import { readJson } from '../../../shared/values/json.ts';
import { planJson } from '../../../shared/job/plan.ts';
import { reportJson } from '../../../shared/job/report.ts';
import { createRecordsStore } from '../../../shared/aws/store.ts';
import { SaidError } from '../words/said-error.ts';
import { say } from '../words/say.ts';
import { manyBonuses } from './bonus-file.ts';

it('a job that is stopped before it has a plan sends nothing, also when it is planned afterwards', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-watch-'));
  const planning = Promise.withResolvers<string>();
  const goOn = Promise.withResolvers<void>();
  try {
    await using sandbox = await startSandbox();
    await using world = await startWorld({
      dir,
      onLog: () => undefined,
      settings: {
        LANES: '2',
        FEISHU_BASE_URL: sandbox.baseUrl,
        FEISHU_APP_ID: sandbox.appId,
        FEISHU_APP_SECRET: sandbox.appSecret,
      },
      interceptS3: async ({ operation, key, phase }): Promise<Interception> => {
        if (operation === 'PutObject' && key.endsWith('/plan.json') && phase === 'before') {
          planning.resolve(key);
          await goOn.promise;
        }
        return 'pass';
      },
    });
    const Key = 'lump_sum_payment/batch_create/user_id_type=user_id/bonus.csv';
    await world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key, Body: manyBonuses(3) }));
    const [, job = ''] = (await planning.promise).split('/');

    const store = createRecordsStore(world.s3, buckets.records);
    const carrier = { world, store, check: () => undefined };
    const stopping = AbortSignal.abort(new SaidError(say('stopped.by_hand')));
    expect(await waitForPlan(carrier, job, stopping)).toBeUndefined();

    goOn.resolve();
    await world.idle();
    expect(await planJson.exists(store, { job })).toBe(true);
    expect(await sandbox.records()).toEqual([]);
    expect(readJson((await store.read(reportJson.key({ job }))) ?? '')).toMatchObject({
      state: 'aborted',
      reason: { say: 'stopped.by_hand', text: 'it was stopped by hand' },
      by_status: { unsent: 3 },
    });
  } finally {
    goOn.resolve();
    await rm(dir, { recursive: true, force: true, maxRetries: 10 });
  }
});
