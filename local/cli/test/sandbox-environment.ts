// A sandbox as the service that the environment of a command names.

import type { Sandbox } from '../../sandbox/start.ts';

export function environmentOf({
  baseUrl,
  appId,
  appSecret,
}: Pick<Sandbox, 'baseUrl' | 'appId' | 'appSecret'>) {
  return { FEISHU_BASE_URL: baseUrl, FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret };
}

/** Ten calls of a file take some seconds, so that a test can interrupt it. */
export const slowly = { LANES: '2', FEISHU_CALLS_PER_SECOND: '2' };
