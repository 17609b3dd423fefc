// Answers a call inside the tenant: bytes in, envelope out.

import { isJson } from '../content-type.ts';
import { codesOf, endpoints } from '../endpoints.ts';
import { refusalText, successText } from '../envelope.ts';
import { operations } from './operations/operations.ts';
import { badShape, type Outcome } from './call-outcome.ts';
import type { ServiceAnswer, ServiceCall } from './tenant-messages.ts';
import type { TenantState } from './tenant.ts';
import { twistData } from './twist.ts';

export function answerCall(call: ServiceCall, tenant: TenantState): ServiceAnswer {
  const outcome = run(call, tenant);
  const encoder = new TextEncoder();
  if (outcome.kind === 'refused') {
    const { status, code } = outcome.refusal;
    return {
      status,
      code,
      records: 0,
      twisted: false,
      body: encoder.encode(refusalText(outcome.refusal, call.logId)),
    };
  }
  const twisted = twistData(outcome.data, call.twist);
  const body = encoder.encode(successText(twisted ?? outcome.data));
  const struck = twisted !== undefined || outcome.twisted === true;
  return { status: 200, code: 0, records: outcome.records, twisted: struck, body };
}

function run({ api, appId, search, contentType, body, ...call }: ServiceCall, tenant: TenantState): Outcome {
  const app = tenant.apps.get(appId);
  if (!app) throw new Error(`the gateway let in ${appId}, which is no app of the catalogue`);
  // A GET has no body, so its Content-Type does not matter.
  const mustBeJson = endpoints[api].method === 'POST' && tenant.switches.content_type === 'enforced';
  if (mustBeJson && !isJson(contentType)) {
    const description = 'must be application/json; charset=utf-8';
    return badShape(api, tenant.switches, [{ field: 'Content-Type', value: contentType ?? '', description }]);
  }
  const parsed = parseBody(body);
  if (parsed.kind === 'no_json') {
    return badShape(api, tenant.switches, [
      { field: '', value: '', description: 'the body is not JSON in UTF-8' },
    ]);
  }
  const query = Object.fromEntries(new URLSearchParams(search));
  try {
    return operations[api]({ api, app, query, body: parsed.value, ...call }, tenant);
  } catch (bug) {
    console.error(`the sandbox itself failed in ${api}:`, bug);
    return { kind: 'refused', refusal: codesOf(api).serverError };
  }
}

function parseBody(bytes: Uint8Array): { kind: 'json'; value: unknown } | { kind: 'no_json' } {
  // A missing body counts as {}: no page calls the body required.
  if (bytes.length === 0) return { kind: 'json', value: {} };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'no_json' };
  }
}
