// Feishu within this process and in virtual time: the sandbox's gateway and tenant, without a socket or a thread.

import * as v from 'valibot';

import { createGatewayState } from '../../../local/sandbox/gateway/gateway-state.ts';
import { changePlan, noFaults, type FaultPlan } from '../../../local/sandbox/gateway/fault-plan.ts';
import type { CallFilter, LoggedCall } from '../../../local/sandbox/gateway/call-log.ts';
import { passGateway } from '../../../local/sandbox/gateway/gateway.ts';
import { defaultSwitches, turnSwitch } from '../../../local/sandbox/switches.ts';
import type { FaultChange } from '../../../local/sandbox/start.ts';
import { answerQuestion, openTenant } from '../../../local/sandbox/tenant/answer-questions.ts';
import type { Dialogue, Question, Resource, Tenant } from '../../../local/sandbox/tenant/tenant-messages.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Fetch } from '../../../shared/feishu/exchange.ts';
import { must } from '../../../shared/errors.ts';
import type { Draws } from '../draws.ts';
import { openLine, urlOf } from './fetch-line.ts';

export interface VirtualFeishu extends Disposable {
  readonly fetch: Fetch;
  /** The calls in the order of their arrival, without requests for a token unless `api` says so. */
  calls(filter?: Pick<CallFilter, 'api'>): readonly LoggedCall[];
  records(resource?: Resource): Promise<readonly StoredRecord[]>;
  setFaults(change: FaultChange): void;
  /** From now on each call whose body has this text is answered with HTTP 502, and not processed. Undefined: none. */
  setPoison(text: string | undefined): void;
  /** From now on each call of a batch of creates is accepted without a result, and nothing is stored of it. */
  swallowCreates(): void;
  /** Moves Feishu's clock so that it is ahead of the virtual clock by this time; behind it if negative. */
  setClockOffset(ms: number): void;
}

const storedRecord = v.looseObject({ id: v.string(), unique_id: v.optional(v.string()) });
export type StoredRecord = v.InferOutput<typeof storedRecord>;

export interface VirtualFeishuOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly draws: Draws;
  readonly switches?: Readonly<Record<string, string>>;
}

/** Milliseconds that a call is on its way to Feishu, and its answer on the way back. */
const wayMs = { least: 4, most: 24 };
/** Usual latency of Feishu itself. A test may change it. */
const usualFaults: FaultChange = { latency_ms: 120, latency_tail_ms: 20 };

export function virtualFeishu({
  seed,
  clock,
  draws,
  switches: turned = {},
}: VirtualFeishuOptions): VirtualFeishu {
  const switches = Object.entries(turned).reduce(
    (now, [name, value]) => orThrow(turnSwitch(now, name, value)),
    defaultSwitches(),
  );
  const state = createGatewayState({
    time: { nowMs: () => clock.now(), sleep: (ms) => clock.sleep(ms) },
    logIdRest: () =>
      Math.floor(draws.draw('log id') * 16 ** 9)
        .toString(16)
        .toUpperCase(),
    callsPerSecond: 10,
    tokenLifeMs: 2 * 3_600_000,
    randomSeed: seed,
    nowMs: undefined,
    switches,
    faults: planWith(noFaults(), usualFaults),
    key: undefined,
  });
  const tenantState = orThrow(openTenant({ catalogueFile: undefined, dbFile: undefined, switches }));
  const tenant: Tenant = {
    apps: tenantState.catalogue.apps,
    async ask<Kind extends keyof Dialogue>(kind: Kind, question: Dialogue[Kind][0]) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Dialogue pairs each kind with its question
      const asked = { kind, ask: question } as Question;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- and each question with its answer
      return answerQuestion(tenantState, asked) as Dialogue[Kind][1];
    },
  };

  async function way(name: string): Promise<void> {
    await clock.sleep(draws.between(name, wayMs.least, wayMs.most));
  }

  let poison: string | undefined;
  let swallows = false;

  async function carry(url: URL, { line, answered }: ReturnType<typeof openLine>): Promise<Response> {
    await way(`to ${url.pathname}`);
    // It is not awaited: a call that is never answered must not hold up its caller's own time-out.
    void passGateway(clock.now(), line, state, tenant);
    const response = await answered;
    await way(`from ${url.pathname}`);
    return response;
  }

  async function answerWith(url: URL, response: Response): Promise<Response> {
    await way(`to ${url.pathname}`);
    await way(`from ${url.pathname}`);
    return response;
  }

  return {
    async fetch(input, init = {}) {
      const url = urlOf(input);
      const isPoisoned = poison !== undefined && typeof init.body === 'string' && init.body.includes(poison);
      if (isPoisoned) return answerWith(url, new Response('<html>Bad Gateway</html>', { status: 502 }));
      if (swallows && url.pathname.endsWith('/batch_create')) return answerWith(url, withoutResults());
      const opened = openLine(url, init);
      // Settles at once where the caller gives up, whatever is still on its way.
      return Promise.race([carry(url, opened), givenUp(opened.answered)]);
    },
    calls: ({ api } = {}) =>
      [...state.calls.read({ api, after: 0, limit: Infinity })].filter(
        (call) => api !== undefined || call.api !== tokenApi,
      ),
    async records(resource = 'lump_sum_payment') {
      const records: StoredRecord[] = [];
      for (let after: number | undefined = 0; after !== undefined;) {
        const slice: Dialogue['stored'][1] = await tenant.ask('stored', { resource, after, limit: 500 });
        const lines = slice.ndjson.split('\n').filter((line) => line !== '');
        records.push(...lines.map((line) => v.parse(storedRecord, JSON.parse(line))));
        after = slice.next;
      }
      return records;
    },
    setPoison: (text) => void (poison = text),
    swallowCreates: () => void (swallows = true),
    setFaults: (change) => void (state.faults.plan = planWith(state.faults.plan, change)),
    setClockOffset: (ms) => void must(state.clock.setTo(clock.now() + ms) || undefined, 'a time with a date'),
    [Symbol.dispose]: () => tenantState.store.db.close(),
  };
}

function withoutResults(): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return new Response('{"code":0,"msg":"success","data":{"operate_results":[]}}', { headers });
}

const tokenApi = 'auth.tenant_access_token';

function planWith(plan: FaultPlan, change: FaultChange): FaultPlan {
  return orThrow(changePlan(plan, change));
}

function orThrow<Value>(value: Value | string): Value {
  if (typeof value === 'string') throw new Error(value);
  return value;
}

/** Rejects when the answer does, and never resolves. */
function givenUp(answered: Promise<Response>): Promise<never> {
  return new Promise((_, reject) => {
    void answered.catch(reject);
  });
}
