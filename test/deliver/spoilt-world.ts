// A world whose Feishu breaks some calls: a server before the sandbox puts other answers in the place of its own.

import { afterEach } from 'vitest';

import type { FerryWorldOptions } from '../ferry-world.ts';
import { deliverWorld, type DeliverWorld } from './harness.ts';
import { startPassThrough, type PassedRequest, type Passing } from './pass-through.ts';

const closing: AsyncDisposable[] = [];
afterEach(async () => {
  for (const opened of closing.splice(0).toReversed()) await opened[Symbol.asyncDispose]();
});

/** What a gateway answers that does not reach Feishu. */
export const badGateway = { status: 502, body: '<html>Bad Gateway</html>' };

/** `spoil` is asked before each call to the sandbox, and again when it has answered. The world ends with the test. */
export async function spoiltWorld(
  spoil: (request: PassedRequest) => Passing | Promise<Passing>,
  options: FerryWorldOptions = {},
): Promise<DeliverWorld> {
  const upstream = { baseUrl: '' };
  const feishu = await startPassThrough(
    () => upstream.baseUrl,
    async (request) => spoil(request),
  );
  closing.push(feishu);
  const ferry = await deliverWorld({
    ...options,
    settings: {
      FEISHU_BASE_URL: feishu.baseUrl,
      // Long enough that no call of this world times out, also on a slow machine.
      FEISHU_CALL_TIMEOUT_MS: '3000',
      LOOK_AGAIN_MS: '100',
      BACK_OFF_MS: '20',
      ...options.settings,
    },
  });
  closing.push(ferry);
  upstream.baseUrl = ferry.sandbox.baseUrl;
  return ferry;
}
