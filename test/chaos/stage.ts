// A world of one deployment, in which stories are played one after the other. Its environments stay warm, as on Lambda. The
// state that a story leaves is removed before the next.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../local/sandbox/start.ts';
import { startWorld, type World } from '../../local/world/start.ts';
import { createClocks, type Clocks } from './clocks.ts';
import { backOffMs, callTimeoutMs, lookAgainMs, sweepAfterMs } from './deployments.ts';
import type { Deployment } from './deployments.ts';
import { appOf } from './feishu-before.ts';
import { openFeishuDoor } from './feishu-door.ts';
import { catalogueOf } from './hidden-fields.ts';
import type { Strikes } from './strikes.ts';

export interface Stage extends AsyncDisposable {
  readonly deployment: Deployment;
  readonly world: World;
  readonly sandbox: Sandbox;
  readonly clocks: Clocks;
  /** Factor of all waiting times; 1 on a machine without other load. */
  readonly pace: number;
  /** Until the next call, these faults strike and log lines go to `onLog`. */
  setUp(strikes: Strikes | undefined, onLog: (line: string) => void): void;
}

export async function openStage(deployment: Deployment, from: string, pace: number): Promise<Stage> {
  await using started = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'payferry-chaos-'));
  started.defer(() => rm(dir, { recursive: true }));
  const sandbox = started.use(
    await startSandbox({ rate: deployment.callsPerSecond, ...(await catalogueOf(deployment, dir)) }),
  );
  const clocks = createClocks();
  let strikes: Strikes | undefined;
  let onLog: (line: string) => void = () => undefined;
  const door = started.use(
    await openFeishuDoor(sandbox.baseUrl, { pass: async (call) => strikes?.onFeishu(call) ?? 'go' }),
  );
  const app = appOf(deployment);
  const world = started.use(
    await startWorld({
      dir,
      from,
      secondMs: lookAgainMs * pace,
      timeoutMs: deployment.functionTimeoutMs * pace,
      visibilityMs: deployment.visibilityMs * pace,
      retryWaitsMs: [40, 80],
      onLog: ({ functionName, text }) => onLog(`${functionName} ${text}`),
      interceptS3: (request) => strikes?.onS3(request) ?? 'pass',
      onSqsRequest: async (request) => strikes?.onSqs(request),
      fate: (object) => strikes?.fate(object),
      clockErrorOf: (name) => clocks.errorOf(name),
      settings: {
        LANES: String(deployment.lanes),
        DEFAULT_USER_ID_TYPE: 'people_corehr_id',
        MAX_REJECTED_PERCENT: '100',
        RETRY_MS: '40',
        FEISHU_BASE_URL: door.baseUrl,
        FEISHU_APP_ID: app.app_id,
        FEISHU_APP_SECRET: app.app_secret,
        FEISHU_CALLS_PER_SECOND: String(deployment.callsPerSecond),
        FEISHU_CALL_TIMEOUT_MS: String(callTimeoutMs * pace),
        LOOK_AGAIN_MS: String(lookAgainMs * pace),
        BACK_OFF_MS: String(backOffMs * pace),
        PATIENCE_MS: String(deployment.patienceMs * pace),
        SWEEP_AFTER_MS: String(sweepAfterMs * pace),
      },
    }),
  );
  const all = started.move();
  return {
    deployment,
    world,
    sandbox,
    clocks,
    pace,
    setUp: (next, log) => ([strikes, onLog] = [next, log]),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
