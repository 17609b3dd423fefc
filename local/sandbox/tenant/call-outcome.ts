// The outcome of a call inside the tenant, before it becomes an envelope.

import { codesOf, type Api } from '../endpoints.ts';
import type { FieldViolation, Refusal } from '../envelope.ts';
import type { Switches } from '../switches.ts';

export type Outcome =
  /** `twisted`: the operation itself has done what the fault asks. */
  | { kind: 'done'; data: Record<string, unknown>; records: number; twisted?: boolean }
  | { kind: 'refused'; refusal: Refusal };

/**
 * The refusal of a request of the wrong shape, such as a wrong type, an absent field or too long a value. The code is
 * the gateway's or the endpoint's, by the switch `parameter_error`.
 */
export function badShape(api: Api, switches: Switches, field_violations: FieldViolation[]): Outcome {
  if (switches.parameter_error === 'service') return badParameter(api);
  const refusal = { status: 400, code: 99992402, msg: 'field validation failed', field_violations };
  return { kind: 'refused', refusal };
}

/** The refusal of a value of the right type that is invalid, such as a date or a page token. */
export const badParameter = (api: Api): Outcome => ({ kind: 'refused', refusal: codesOf(api).badParameter });
