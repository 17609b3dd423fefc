// The gateway's conversion of user ids. One unknown open_id, user_id or union_id fails the whole call before any record
// is read, unless the switch `bad_user_id` says otherwise. A people_corehr_id is not converted: an unknown one fails only
// its record, or finds nothing in a query.

import type { Refusal } from '../envelope.ts';
import type { CatalogueApp } from './catalogue-schema.ts';
import type { Found, Person, UserIdType } from './directory.ts';
import type { TenantState } from './tenant.ts';

export interface UserRef {
  readonly field: string;
  readonly id: string;
}
type Resolved = { kind: 'people'; people: (Person | undefined)[] } | { kind: 'refused'; refusal: Refusal };

export function resolvePeople(
  users: readonly UserRef[],
  type: UserIdType,
  app: CatalogueApp,
  { directory, switches }: TenantState,
): Resolved {
  const found = users.map(({ id }) => directory.find(type, id, app.app_id));
  const people = found.map((looked) => (looked.kind === 'person' ? looked.person : undefined));
  if (type === 'people_corehr_id' || switches.bad_user_id === 'record') return { kind: 'people', people };

  const badUsers = users.flatMap(({ field, id }, index) => {
    const looked = found[index];
    return looked && looked.kind !== 'person' ? [{ field, id, trouble: troubleOf(type, id, looked) }] : [];
  });
  const [first] = badUsers;
  if (!first) return { kind: 'people', people };

  const field_violations = badUsers.map(({ field, id, trouble }) => ({
    field,
    value: id,
    description: trouble.msg,
  }));
  const named = switches.bad_user_id_violations === 'named' ? { field_violations } : {};
  return { kind: 'refused', refusal: { status: 400, ...first.trouble, ...named } };
}

interface Trouble {
  readonly code: number;
  readonly msg: string;
}
// For user_id and union_id the pages list a pair of codes. The sandbox uses the first for an id of the wrong form, and the
// second for an unknown id. For open_id it uses one code for both.
const troubles: Record<
  Exclude<UserIdType, 'people_corehr_id'>,
  { form: RegExp; malformed: Trouble; unknown: Trouble }
> = {
  open_id: {
    form: /^ou_/,
    malformed: { code: 99992351, msg: 'not a valid open_id' },
    unknown: { code: 99992351, msg: 'not a valid open_id' },
  },
  user_id: {
    form: /^[\w-]{1,64}$/,
    malformed: { code: 99992359, msg: 'not a valid user_id' },
    unknown: { code: 99992360, msg: 'user_id does not exist' },
  },
  union_id: {
    form: /^on_/,
    malformed: { code: 99992363, msg: 'not a valid union_id' },
    unknown: { code: 99992364, msg: 'union_id does not exist' },
  },
};

function troubleOf(type: Exclude<UserIdType, 'people_corehr_id'>, id: string, found: Found): Trouble {
  if (found.kind === 'of_another_app') return { code: 99992361, msg: 'open_id of another app' };
  const { form, malformed: wrongForm, unknown } = troubles[type];
  return form.test(id) ? unknown : wrongForm;
}
