// The frame of every operation: read query and body, look up its people, run it.
import type { Api } from '../endpoints.ts';
import type { FaultName } from '../gateway/fault-table.ts';
import type { CatalogueApp } from './catalogue.ts';
import { userIdTypes } from './directory.ts';
import type { Person } from './directory.ts';
import { badShape } from './call-outcome.ts';
import type { Outcome } from './call-outcome.ts';
import { resolvePeople } from './people.ts';
import type { UserRef } from './people.ts';
import { objectOf, oneOf, optional, readShape } from './shape.ts';
import type { ObjectShape, Shape } from './shape.ts';
import type { TenantState } from './tenant.ts';

export type RawCall = {
  api: Api;
  app: CatalogueApp;
  query: Record<string, string>;
  body: unknown;
  nowMs: number;
  twist: FaultName | undefined;
};

export type Call<Q, B> = {
  api: Api;
  app: CatalogueApp;
  query: Q;
  body: B;
  nowMs: number;
  twist: FaultName | undefined;
  /** One entry for each of the operation's user ids, in their order; undefined where there is no such person. */
  people: (Person | undefined)[];
};

export type Operation = (raw: RawCall, tenant: TenantState) => Outcome;

export const userIdTypeShape = oneOf(userIdTypes);

export function operation<Q, B>(parts: {
  query: Shape<Q>;
  body: ObjectShape<B>;
  users?: (body: B) => UserRef[];
  run: (call: Call<Q, B>, tenant: TenantState) => Outcome;
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

    const type = userIdTypes.find((one) => one === rawQuery['user_id_type']) ?? 'open_id';
    const users = parts.users?.(body.value) ?? [];
    const found = resolvePeople(users, type, raw.app, tenant);
    if (found.kind === 'refused') return found;
    return parts.run({ ...raw, query: query.value, body: body.value, people: found.people }, tenant);
  };
}

export const noQuery = objectOf({});
export const userQuery = objectOf({ user_id_type: userIdTypeShape });
export const optionalUserQuery = objectOf({ user_id_type: optional(userIdTypeShape) });
