// The way of a call: stamp → token → rate limit → scope → body → tenant → answer. A fault may strike in between.

import { codesOf, route, tokenApi, type AnyApi } from '../endpoints.ts';
import { refusalText, type Refusal } from '../envelope.ts';
import type { ServiceCall, Tenant } from '../tenant/tenant-messages.ts';
import type { LoggedCall } from './call-log.ts';
import { writeAnswer } from './write-answer.ts';
import { faultTable, type FaultName, type Spoil } from './fault-table.ts';
import { admit } from './admit.ts';
import { issueToken } from './issue-token.ts';
import { maxBodyBytes, type Line } from './line.ts';
import { logIdOf } from './log-id.ts';
import type { Answer } from './wire.ts';
import { splitUrl } from './split-url.ts';
import type { GatewayState } from './gateway-state.ts';

export async function passGateway(
  arrivedMs: number,
  line: Line,
  state: GatewayState,
  tenant: Tenant,
): Promise<void> {
  const { path, search } = splitUrl(line.url);
  const { generation, time } = state;
  const api = route(line.method, path);
  const log_id = logIdOf(state.clock.now(), state.logIdRest());
  const log = state.calls.open({ arrived_ms: arrivedMs, api: api ?? null, path, log_id });
  const codes = codesOf(api);
  const say = (truth: Answer | undefined, spoil?: Spoil) => {
    line.setHeader('Date', new Date(state.clock.now()).toUTCString());
    return writeAnswer(line, log, truth, spoil, codes.serverError, state.faults.plan.slow_body_ms, time);
  };

  const gate = api && admit(api, line.authorization, log, tenant.apps, state);
  const body = await line.readBody();
  if (body.kind === 'cut') {
    if (gate && gate.kind === 'open') gate.missed();
    return;
  }
  if (!gate) return say({ status: 404, type: 'text', code: null, body: '404 page not found' });
  if (gate.kind === 'refused') return say(refusing(gate.refusal, log_id, gate.headers));
  if (body.kind === 'too_long') {
    gate.missed();
    const msg = `the request body is over ${maxBodyBytes} bytes`;
    return say(refusing({ ...codes.badParameter, status: 413, msg }, log_id));
  }

  const { contentType } = line;
  const { fault, latencyMs, missed } = gate;
  if (latencyMs > 0) await time.sleep(latencyMs);
  // If a reset happened while the call waited for its body or its latency, the call must not store anything.
  if (generation !== state.generation) {
    line.cut();
    return;
  }
  const { when, spoil } = fault ? faultTable[fault] : noFault;
  const isProcessed = when !== 'before';
  return say(
    isProcessed
      ? await serve(api, { contentType, body: body.bytes, search }, { fault, missed }, log, state, tenant)
      : undefined,
    spoil,
  );
}

const noFault = { when: undefined, spoil: undefined };

const refusing = (refusal: Refusal, logId: string, headers: Record<string, string> = {}): Answer => ({
  status: refusal.status,
  type: 'json',
  code: refusal.code,
  body: refusalText(refusal, logId),
  headers,
});

async function serve(
  api: AnyApi,
  request: Pick<ServiceCall, 'search' | 'contentType' | 'body'>,
  { fault, missed }: { fault: FaultName | undefined; missed: () => void },
  log: LoggedCall,
  state: GatewayState,
  tenant: Tenant,
): Promise<Answer> {
  if (api === tokenApi) {
    const { appId, ...flat } = issueToken(request, tenant.apps, state.tokens, state.switches);
    log.app_id = appId;
    return { type: 'json', ...flat };
  }
  const twist = fault && faultTable[fault].when === 'answer' ? fault : undefined;
  const { records, twisted, ...answer } = await tenant.ask('call', {
    api,
    appId: log.app_id ?? '',
    ...request,
    nowMs: state.clock.now(),
    logId: log.log_id,
    twist,
  });
  log.records = records;
  if (twist && !twisted) missed();
  return { type: 'json', ...answer };
}
