// The token endpoint. Its answer is flat, without `data`. A wrong app id or secret gets HTTP 200 unless a switch says
// otherwise; a malformed request gets 400.

import { isJson } from '../content-type.ts';
import type { Switches } from '../switches.ts';
import type { App } from './authorize.ts';
import type { Tokens } from './tokens.ts';

export interface FlatAnswer {
  readonly status: number;
  readonly code: number;
  readonly body: string;
  readonly appId: string | null;
}

export function issueToken(
  { contentType, body }: { contentType: string | undefined; body: Uint8Array },
  apps: readonly App[],
  tokens: Tokens,
  switches: Switches,
): FlatAnswer {
  const refused = (
    code: number,
    msg: string,
    status = Number(switches.credential_error_status),
  ): FlatAnswer => ({
    status,
    code,
    body: JSON.stringify({ code, msg }),
    appId: null,
  });
  if (switches.content_type === 'enforced' && !isJson(contentType))
    return refused(10003, 'invalid param: Content-Type', 400);
  const credentials = readCredentials(body);
  // A body of another shape is a bad parameter, not a wrong secret, so it never gets a 200.
  if (!credentials) return refused(10003, 'invalid param', 400);
  const app = apps.find((known) => known.app_id === credentials.appId);
  if (!app) return refused(10003, 'invalid app_id');
  if (app.app_secret !== credentials.appSecret) return refused(10014, 'app secret invalid');
  const { token, expireSeconds } = tokens.issue(app.app_id);
  const answer = JSON.stringify({ code: 0, msg: 'ok', tenant_access_token: token, expire: expireSeconds });
  return { status: 200, code: 0, body: answer, appId: app.app_id };
}

function readCredentials(body: Uint8Array): { appId: string; appSecret: string } | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    if (!('app_id' in parsed) || !('app_secret' in parsed)) return undefined;
    const { app_id: appId, app_secret: appSecret } = parsed;
    return typeof appId === 'string' && typeof appSecret === 'string' ? { appId, appSecret } : undefined;
  } catch {
    return undefined;
  }
}
