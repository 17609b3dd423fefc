// Calls the sandbox as any program would: over HTTP, with a token.

import * as v from 'valibot';

import { endpoints, isApi } from '../endpoints.ts';
import type { Sandbox } from '../start.ts';

const result = v.looseObject({
  id: v.optional(v.string()),
  unique_id: v.optional(v.string()),
  code: v.number(),
  message: v.string(),
});
const entry = v.record(v.string(), v.unknown());
const envelope = v.looseObject({
  code: v.number(),
  msg: v.string(),
  data: v.optional(
    v.looseObject({
      operate_results: v.optional(v.array(result)),
      records: v.optional(
        v.array(
          v.looseObject({ id: v.string(), details: v.optional(v.array(v.looseObject({ id: v.string() }))) }),
        ),
      ),
      items: v.optional(v.array(entry)),
      has_more: v.optional(v.boolean()),
      page_token: v.optional(v.string()),
    }),
  ),
  error: v.optional(
    v.looseObject({
      log_id: v.string(),
      field_violations: v.optional(
        v.array(v.strictObject({ field: v.string(), value: v.string(), description: v.string() })),
      ),
      permission_violations: v.optional(v.array(v.strictObject({ type: v.string(), subject: v.string() }))),
      helps: v.optional(v.array(v.strictObject({ url: v.string(), description: v.string() }))),
    }),
  ),
});

export type Answered = v.InferOutput<typeof envelope> & { status: number; headers: Headers };
export type Query = Record<string, string>;
export type Caller = (api: string, body: unknown, query?: Query) => Promise<Answered>;

export const apps = {
  everything: { app_id: 'cli_5a9db0c100000001', app_secret: 'sandboxSecretOfTheFerry000000001' },
  writesOnly: { app_id: 'cli_5a9db0c100000002', app_secret: 'sandboxSecretOfTheFerry000000002' },
  readsOnly: { app_id: 'cli_5a9db0c100000003', app_secret: 'sandboxSecretOfTheFerry000000003' },
  disabled: { app_id: 'cli_5a9db0c100000004', app_secret: 'sandboxSecretOfTheFerry000000004' },
};

export const jsonType = { 'Content-Type': 'application/json; charset=utf-8' };

const tokenAnswer = v.looseObject({
  code: v.number(),
  msg: v.string(),
  tenant_access_token: v.optional(v.string()),
  expire: v.optional(v.number()),
});

export async function askForToken(sandbox: Sandbox, credentials: unknown) {
  const url = `${sandbox.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`;
  const response = await fetch(url, { method: 'POST', headers: jsonType, body: JSON.stringify(credentials) });
  return { status: response.status, ...v.parse(tokenAnswer, await response.json()) };
}

export async function aToken(sandbox: Sandbox, app = apps.everything): Promise<string> {
  const { tenant_access_token } = await askForToken(sandbox, app);
  if (tenant_access_token === undefined) throw new Error('no token was given');
  return tenant_access_token;
}

/** Parameters that a test need not name: page_size of queries and lists, user_id_type of creates and record queries. */
const usualQuery = (api: string): Query => ({
  ...(/query|list|search/.test(api) ? { page_size: '100' } : {}),
  ...(/create|query/.test(api) ? { user_id_type: 'people_corehr_id' } : {}),
});

export function callerWith(sandbox: Sandbox, token: string): Caller {
  return async (api, body, query = {}) => {
    if (!isApi(api)) throw new Error(`no such api: ${api}`);
    const { method, path } = endpoints[api];
    const search = new URLSearchParams({ ...usualQuery(api), ...query }).toString();
    const response = await fetch(`${sandbox.baseUrl}${path}?${search}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...jsonType },
      ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const parsed = v.parse(envelope, await response.json());
    return { ...parsed, status: response.status, headers: response.headers };
  };
}

export const callerFor = async (sandbox: Sandbox, app = apps.everything): Promise<Caller> =>
  callerWith(sandbox, await aToken(sandbox, app));

export const resultsOf = ({ data }: Answered) => data?.operate_results ?? [];
export const codesOf = (answered: Answered): number[] => resultsOf(answered).map(({ code }) => code);
export const recordsOf = ({ data }: Answered) => data?.records ?? [];
