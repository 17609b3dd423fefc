// The frame of every operation: reads query and body, looks up the people, runs the operation.

import type { Api } from '../endpoints.ts';
import type { FaultName } from '../gateway/fault-table.ts';
import type { CatalogueApp } from './catalogue-schema.ts';
import { userIdTypes, type Person } from './directory.ts';
import { badShape, type Outcome } from './call-outcome.ts';
import { resolvePeople, type UserRef } from './people.ts';
import { objectOf, oneOf, optional, readShape, type ObjectShape, type Shape } from './shape.ts';
import type { TenantState } from './tenant.ts';

export interface RawCall {
  readonly api: Api;
  readonly app: CatalogueApp;
  readonly query: Record<string, string>;
  readonly body: unknown;
  readonly nowMs: number;
  readonly twist: FaultName | undefined;
}

export interface Call<Query, Body> {
  readonly api: Api;
  readonly app: CatalogueApp;
  readonly query: Query;
  readonly body: Body;
  readonly nowMs: number;
  readonly twist: FaultName | undefined;
  /** One entry for each user id of the call, in order. Undefined: no such person. */
  readonly people: (Person | undefined)[];
}

export type Operation = (raw: RawCall, tenant: TenantState) => Outcome;

export const userIdTypeShape = oneOf(userIdTypes);

export function operation<Query, Body>(parts: {
  query: Shape<Query>;
  body: ObjectShape<Body>;
  users?: (body: Body) => UserRef[];
  run: (call: Call<Query, Body>, tenant: TenantState) => Outcome;
}): Operation {
  return ({ query: rawQuery, body: rawBody, ...raw }, tenant) => {
    const query = readShape(parts.query, rawQuery);
    if (query.kind === 'bad') return badShape(raw.api, tenant.switches, query.violations);
    const body = readShape(parts.body, rawBody);
    if (body.kind === 'bad') return badShape(raw.api, tenant.switches, body.violations);
    const unknown = Object.keys(Object(rawBody)).filter((name) => !parts.body.names.has(name));
    if (unknown.length > 0 && tenant.switches.unknown_body_field === 'refused') {
      const violations = unknown
        .slice(0, 500)
        .map((name) => ({ field: name, value: '', description: 'unknown field' }));
      return badShape(raw.api, tenant.switches, violations);
    }

    const type = userIdTypes.find((known) => known === rawQuery['user_id_type']) ?? 'open_id';
    const users = parts.users?.(body.value) ?? [];
    const found = resolvePeople(users, type, raw.app, tenant);
    if (found.kind === 'refused') return found;
    return parts.run({ ...raw, query: query.value, body: body.value, people: found.people }, tenant);
  };
}

export const noQuery = objectOf({});
export const userQuery = objectOf({ user_id_type: userIdTypeShape });
export const optionalUserQuery = objectOf({ user_id_type: optional(userIdTypeShape) });
