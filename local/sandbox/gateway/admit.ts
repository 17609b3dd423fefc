// Decides before the body is read whether a call is admitted: token, rate limit, scope, then the faults that refuse. A
// call of the token endpoint always is.

import { endpoints, tokenApi, type AnyApi, type Api } from '../endpoints.ts';
import type { Refusal } from '../envelope.ts';
import { authenticate, missingScope, type App } from './authorize.ts';
import type { LoggedCall } from './call-log.ts';
import { faultTable, type FaultName } from './fault-table.ts';
import type { GatewayState } from './gateway-state.ts';

export type Admission =
  | { kind: 'open'; fault: FaultName | undefined; latencyMs: number; missed: () => void }
  | { kind: 'refused'; refusal: Refusal; headers?: Record<string, string> };

export function admit(
  api: AnyApi,
  authorization: string | undefined,
  log: LoggedCall,
  apps: readonly App[],
  state: GatewayState,
): Admission {
  if (api === tokenApi) return { kind: 'open', ...drawFault(api, log, state) };

  const caller = authenticate(authorization, apps, state.tokens, state.switches);
  log.app_id = caller.app?.app_id ?? null;
  if (caller.kind === 'refused') return caller;

  // The rate limit counts per app, so the token is checked first. A call that is refused later, for its scope or by a
  // fault, has used a place in the window of the limit.
  const { app_id: appId } = caller.app;
  const refusedCount = state.switches.rate_limit_refused_count === 'yes';
  const rate = state.rateLimit.arrive(api, appId, log.arrived_ms, refusedCount);
  if (rate.kind === 'over') return throttled(rate.waitMs, state);

  const refusal = missingScope(caller.app, endpoints[api].scope);
  if (refusal) return { kind: 'refused', refusal };

  const drawn = drawFault(api, log, state);
  if (drawn.fault && faultTable[drawn.fault].when === 'refuse')
    return refuseByFault(drawn.fault, api, appId, log, state);
  return { kind: 'open', ...drawn };
}

function drawFault(api: AnyApi, log: LoggedCall, { faults }: GatewayState) {
  const { missed, ...drawn } = faults.draw(api);
  log.fault = drawn.fault ?? null;
  return {
    ...drawn,
    missed() {
      missed();
      log.fault = null;
    },
  };
}

const refused = (code: number, msg: string, status = 400): Admission => ({
  kind: 'refused',
  refusal: { status, code, msg },
});

function refuseByFault(
  fault: FaultName,
  api: Api,
  appId: string,
  log: LoggedCall,
  state: GatewayState,
): Admission {
  if (fault === 'quota_used_up') return refused(99991403, "the tenant's monthly API quota is used up");
  if (fault === 'ip_refused') return refused(99991401, 'the IP is not in the white list');
  if (fault === 'token_withdrawn') {
    state.tokens.withdraw(appId);
    const status = Number(state.switches.token_error_status);
    return refused(99991663, 'Invalid access token for authorization.', status);
  }
  const waitMs = state.faults.plan.throttle_ms;
  if (fault === 'throttle_burst') state.rateLimit.close(api, appId, log.arrived_ms + waitMs);
  return throttled(waitMs, state);
}

const documentedRate = 10;

function throttled(waitMs: number, { switches, callsPerSecond }: GatewayState): Admission {
  // Rounded up: a caller that waits exactly so long must not come too early.
  const seconds = Math.ceil(waitMs) / 1000;
  const reset = { fraction: seconds.toFixed(3), whole: String(Math.ceil(seconds)), zero: '0' };
  return {
    kind: 'refused',
    refusal: {
      status: Number(switches.rate_limit_status),
      code: 99991400,
      msg: 'request trigger frequency limit',
    },
    headers: {
      // 0 is no limit: then only a fault gets here, and the header tells the rate of the pages.
      'x-ogw-ratelimit-limit': String(callsPerSecond === 0 ? documentedRate : callsPerSecond),
      'x-ogw-ratelimit-reset': reset[switches.rate_limit_reset],
    },
  };
}
