// The control endpoints of the sandbox, by method and path.

import { parseChinaTime } from '../china-time.ts';
import { turnSwitch } from '../switches.ts';
import type { Resource, Tenant } from '../tenant/tenant-messages.ts';
import { changePlan } from './fault-plan.ts';
import { asLines, storedRecords } from './ndjson.ts';
import type { GatewayState } from './gateway-state.ts';

export interface Control {
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly state: GatewayState;
  readonly tenant: Tenant;
  readonly reset: () => Promise<void>;
}
/**
 * The answer: a value to write as JSON, JSON as bytes, lines of JSON, or a sentence about the fault of the request.
 */
export type Said =
  | { json: unknown }
  | { bytes: Uint8Array }
  | { fault: string }
  | { ndjson: AsyncIterable<string> };

export const controls: Record<string, (control: Control) => Said | Promise<Said>> = {
  'GET /_sandbox/calls': ({ query, state }) => {
    const [after, limit] = [Number(query.get('after') ?? 0), Number(query.get('limit') ?? Infinity)];
    if (!(after >= 0 && limit >= 0)) return { fault: 'after and limit must be numbers' };
    const [api, app_id] = [query.get('api') ?? undefined, query.get('app_id') ?? undefined];
    return { ndjson: asLines(state.calls.read({ api, app_id, after, limit })) };
  },
  'GET /_sandbox/records': ({ query, tenant }) => {
    const resource = query.get('resource') ?? 'lump_sum_payment';
    if (!isResource(resource)) return { fault: `no records are kept of "${resource}"` };
    return { ndjson: storedRecords(tenant, resource) };
  },
  'GET /_sandbox/stats': async ({ state, tenant }) => ({
    json: { calls: tally(state), stored: await tenant.ask('counts', null) },
  }),
  'GET /_sandbox/catalogue': async ({ tenant }) => ({ bytes: await tenant.ask('catalogue', null) }),
  'GET /_sandbox/switches': ({ state }) => ({ json: state.switches }),
  'POST /_sandbox/switches': async ({ body, state, tenant }) => {
    let switches = state.switches;
    for (const [name, value] of Object.entries(body)) {
      const turned = turnSwitch(switches, name, String(value));
      if (typeof turned === 'string') return { fault: turned };
      switches = turned;
    }
    state.switches = switches;
    await tenant.ask('switches', switches);
    return { json: switches };
  },
  'GET /_sandbox/faults': ({ state }) => ({ json: state.faults.plan }),
  'POST /_sandbox/faults': ({ body, state }) => {
    const plan = changePlan(state.faults.plan, body);
    if (typeof plan === 'string') return { fault: plan };
    state.faults.plan = plan;
    return { json: plan };
  },
  'POST /_sandbox/clock': ({ body, state }) => {
    const { now, advance_ms } = body;
    const advanced = typeof advance_ms === 'number' ? state.clock.now() + advance_ms : undefined;
    const target = typeof now === 'string' ? parseChinaTime(now) : advanced;
    if (target === undefined || !state.clock.setTo(target))
      return { fault: 'say {"now": "2026-11-20 09:00:00"} (UTC+8) or {"advance_ms": 60000}' };
    return { json: { now_ms: state.clock.now() } };
  },
  'POST /_sandbox/pay': async ({ body, tenant }) => {
    const { record_ids = [], detail_ids = [] } = body;
    if (!isTexts(record_ids) || !isTexts(detail_ids))
      return { fault: 'say {"record_ids": […]} or {"detail_ids": […]}' };
    return { json: await tenant.ask('pay', { record_ids, detail_ids }) };
  },
  'POST /_sandbox/reset': async ({ reset }) => {
    await reset();
    return { json: {} };
  },
};

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');
const isResource = (name: string): name is Resource =>
  name === 'lump_sum_payment' || name === 'recurring_payment';

function tally(state: GatewayState): Record<string, Record<string, number>> {
  const byApi: Record<string, Record<string, number>> = {};
  for (const { api, path, status, code } of state.calls.read({ after: 0, limit: Infinity })) {
    const outcomes = (byApi[api ?? path] ??= {});
    const outcome = status === null ? 'unanswered' : `${status}/${code ?? 'no code'}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return byApi;
}
