// Authenticates a call by its bearer token and the status of its app, and checks the app's scope.

import type { Refusal } from '../envelope.ts';
import type { Switches } from '../switches.ts';
import type { Tokens } from './tokens.ts';

/** An app as the gateway knows it. `status` differs from `active` only if the catalogue says so. */
export interface App {
  readonly app_id: string;
  readonly app_secret: string;
  readonly scopes: readonly string[];
  readonly status: 'active' | 'disabled' | 'not_installed';
}

export type Authorized = { kind: 'app'; app: App } | { kind: 'refused'; refusal: Refusal; app?: App };

export function authenticate(
  header: string | undefined,
  apps: readonly App[],
  tokens: Tokens,
  switches: Switches,
): Authorized {
  const status = Number(switches.token_error_status);
  const refused = (code: number, msg: string): Authorized => ({
    kind: 'refused',
    refusal: { status, code, msg },
  });

  const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
  if (token === undefined) return refused(99991661, 'Missing access token for authorization.');
  if (token.startsWith('u-')) return refused(99991668, 'Invalid access token for authorization: user token.');
  const appId = tokens.appOf(token);
  const app = apps.find((known) => known.app_id === appId);
  if (!app) return refused(99991663, 'Invalid access token for authorization.');
  if (app.status === 'disabled') return { ...refused(99991662, 'app is disabled'), app };
  if (app.status === 'not_installed') return { ...refused(99991673, 'app is not installed'), app };
  return { kind: 'app', app };
}

export function missingScope(app: App, scope: string): Refusal | undefined {
  if (app.scopes.includes(scope)) return undefined;
  return {
    status: 400,
    code: 99991672,
    msg: `Access denied. One of the following scopes is required: [${scope}].`,
    permission_violations: [{ type: 'action_scope_required', subject: scope }],
    helps: [
      {
        url: `https://open.feishu.cn/app/${app.app_id}/auth?q=${scope}`,
        description: 'Apply for the scope in the developer console.',
      },
    ],
  };
}
