// The control endpoints under /_sandbox/: for tests and the curious. No token, no rate limit, no faults.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseChinaTime } from '../china-time.ts';
import { turnSwitch } from '../switches.ts';
import type { Resource, Tenant } from '../tenant/protocol.ts';
import { changePlan } from './fault-plan.ts';
import { readBody } from './read-body.ts';
import type { GatewayState } from './state.ts';

type Control = {
  query: URLSearchParams;
  body: Record<string, unknown>;
  state: GatewayState;
  tenant: Tenant;
  reset: () => Promise<void>;
};
type Said = { json: unknown } | { fault: string } | { ndjson: AsyncIterable<string> };

const controls: Record<string, (control: Control) => Said | Promise<Said>> = {
  'GET /_sandbox/calls': ({ query, state }) => ({
    ndjson: inChunks(
      state.calls.read({
        api: query.get('api') ?? undefined,
        app_id: query.get('app_id') ?? undefined,
        after: Number(query.get('after') ?? 0),
        limit: Number(query.get('limit') ?? Infinity),
      }),
    ),
  }),
  'GET /_sandbox/records': ({ query, tenant }) => {
    const resource = query.get('resource') ?? 'lump_sum_payment';
    if (!isResource(resource)) return { fault: `no records are kept of "${resource}"` };
    return { ndjson: storedRecords(tenant, resource) };
  },
  'GET /_sandbox/stats': async ({ state, tenant }) => ({
    json: { calls: tally(state), stored: await tenant.ask('counts', null) },
  }),
  'GET /_sandbox/catalogue': async ({ tenant }) => ({
    json: JSON.parse(await tenant.ask('catalogue', null)),
  }),
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
    const epochMs = typeof now === 'string' ? parseChinaTime(now) : undefined;
    if (epochMs !== undefined) state.clock.setTo(epochMs);
    else if (typeof advance_ms === 'number') state.clock.advance(advance_ms);
    else return { fault: 'say {"now": "2026-11-20 09:00:00"} (UTC+8) or {"advance_ms": 60000}' };
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

export async function control(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
  parts: Pick<Control, 'state' | 'tenant' | 'reset'>,
): Promise<void> {
  const body = await readBody(request);
  const does = controls[`${request.method} ${path}`];
  const parsed = body.kind === 'whole' ? parseObject(body.bytes) : undefined;
  let said: Said = {
    fault: parsed ? `there is ${Object.keys(controls).join(', ')}` : 'the body is no JSON object',
  };
  if (does && parsed) said = await does({ ...parts, query, body: parsed });

  if ('ndjson' in said) {
    response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
    // A reader that goes away in the middle is no fault of ours.
    await pipeline(Readable.from(said.ndjson), response).catch(() => undefined);
    return;
  }
  const answer = 'json' in said ? said.json : { error: said.fault };
  response.writeHead('json' in said ? 200 : 400, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(`${JSON.stringify(answer, null, 2)}\n`);
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  if (bytes.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');
const isResource = (name: string): name is Resource =>
  name === 'lump_sum_payment' || name === 'recurring_payment';

async function* inChunks(entries: Iterable<unknown>): AsyncIterable<string> {
  let lines: string[] = [];
  for (const entry of entries) {
    lines.push(JSON.stringify(entry));
    // Between chunks the event loop turns: a long log must not hold up the next stamp.
    if (lines.length === 500) {
      yield `${lines.join('\n')}\n`;
      lines = [];
      await new Promise(setImmediate);
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

async function* storedRecords(tenant: Tenant, resource: Resource): AsyncIterable<string> {
  let after: number | undefined = 0;
  while (after !== undefined) {
    const slice: { ndjson: string; next: number | undefined } = await tenant.ask('stored', {
      resource,
      after,
      limit: 500,
    });
    if (slice.ndjson !== '') yield slice.ndjson;
    after = slice.next;
  }
}

function tally(state: GatewayState): Record<string, Record<string, number>> {
  const byApi: Record<string, Record<string, number>> = {};
  for (const { api, path, status, code } of state.calls.read({ after: 0, limit: Infinity })) {
    const outcomes = (byApi[api ?? path] ??= {});
    const outcome = status === null ? 'unanswered' : `${status}/${code ?? 'no code'}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return byApi;
}
