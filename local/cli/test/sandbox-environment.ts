// Environment variables that make a sandbox the service to which a command sends.

import type { Sandbox } from '../../sandbox/start.ts';

export function environmentOf({
  baseUrl,
  appId,
  appSecret,
}: Pick<Sandbox, 'baseUrl' | 'appId' | 'appSecret'>) {
  return { FEISHU_BASE_URL: baseUrl, FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret };
}

/** Settings for two calls a second. Ten calls of a file then take some seconds, so that a test can interrupt them. */
export const slowly = { LANES: '2', FEISHU_CALLS_PER_SECOND: '2' };
