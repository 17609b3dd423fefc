// Behaviour of Feishu that no page states clearly, as named switches. The first value is the default; a number of seconds
// is 0 by default.

interface Switch {
  readonly values: readonly [string, ...string[]] | 'seconds';
  readonly says: string;
}

export const switchTable = {
  token_error_status: {
    values: ['400', '200', '401'],
    says: 'HTTP status of a call without a usable token (99991661, 99991663, 99991668), or by an app that is disabled or not installed (99991662, 99991673).',
  },
  credential_error_status: {
    values: ['200', '400'],
    says: 'HTTP status of the token endpoint when app id or secret is wrong.',
  },
  rate_limit_status: {
    values: ['429', '400'],
    says: 'HTTP status of a call over the rate limit (99991400).',
  },
  rate_limit_reset: {
    values: ['fraction', 'whole', 'zero'],
    says: 'How `x-ogw-ratelimit-reset` tells the wait: exact seconds with a fraction, rounded up, or always 0.',
  },
  rate_limit_refused_count: {
    values: ['no', 'yes'],
    says: 'Whether a call refused by the rate limit takes a place in the window itself.',
  },
  parameter_error: {
    values: ['gateway', 'service'],
    says: "Code of a wrong type, an absent field, a too long text or list: 99992402 with field_violations, or the endpoint's own bad-parameter code.",
  },
  content_type: {
    values: ['enforced', 'ignored'],
    says: 'Whether a POST that does not call its body JSON in UTF-8 is refused as a bad parameter, the token endpoint with 10003.',
  },
  unknown_body_field: {
    values: ['ignored', 'refused'],
    says: 'Whether a field of the body (not of its records) that no page knows is ignored or a bad parameter.',
  },
  bad_user_id: {
    values: ['call', 'record'],
    says: 'An unknown open_id, user_id or union_id fails the whole call (99992351 …) or only its record (21270223; recurring 21270309).',
  },
  bad_user_id_violations: {
    values: ['named', 'absent'],
    says: 'Whether a call refused for its user ids names them in `error.field_violations`.',
  },
  results_order: {
    values: ['input', 'reversed'],
    says: "Whether `operate_results` keep the input's order.",
  },
  recurring_unique_id: {
    values: ['enforced', 'ignored'],
    says: "A recurring `unique_id` used again gives 21270202 (it stands in the page's sample, not in its list) or is not looked at.",
  },
  same_call_unique_id: {
    values: ['conflict', 'both'],
    says: 'Two equal unique_ids in one call: the second gives 21270202, or both are created; a later call gets 21270202 either way.',
  },
  conflict_id: {
    values: ['absent', 'existing', 'unique_id'],
    says: "What stands in `id` beside 21270202: nothing, the existing record's id, or the unique_id again.",
  },
  removed_unique_id: {
    values: ['reusable', 'taken'],
    says: 'Whether the unique_id of a removed record can be used again.',
  },
  details_left_out: {
    values: ['removed', 'kept'],
    says: 'What batch_update does with stored details that the request leaves out.',
  },
  fresh_record_seconds: {
    values: 'seconds',
    says: 'How many seconds pass until a query sees a fresh record.',
  },
  paid_status: {
    values: ['as_written', 'paid'],
    says: "What a query shows as `issuance_status` of a paid detail; `paid` stands in no page's list.",
  },
  amount_text: {
    values: ['as_sent', 'item_decimals'],
    says: 'Whether a query gives an amount back as it was sent ("2000") or with the decimals of its item ("2000.00").',
  },
  long_remark: {
    values: ['record', 'call'],
    says: 'A lump-sum remark over 3000 characters fails its record (21270210) or, as any other too long text, the call.',
  },
  unknown_place: {
    values: ['accepted', 'refused'],
    says: 'A lump-sum country or pay group that does not exist: no page has a code for it, so it is stored, or the call is refused.',
  },
} as const satisfies Record<string, Switch>;

export type SwitchName = keyof typeof switchTable;
type ValueOf<SomeSwitch> = SomeSwitch extends { values: readonly (infer Value)[] } ? Value : string;
export type Switches = { [Name in SwitchName]: ValueOf<(typeof switchTable)[Name]> };

export const defaultOf = ({ values }: Switch): string => (values === 'seconds' ? '0' : values[0]);

export function defaultSwitches(): Switches {
  const defaults = Object.entries(switchTable).map(([name, entry]) => [name, defaultOf(entry)]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the table that makes the type
  return Object.fromEntries(defaults) as Switches;
}

/** The switches with one changed, or a sentence if there is no such switch or value. */
export function turnSwitch(switches: Switches, name: string, value: string): Switches | string {
  const entry: Switch | undefined = Object.entries(switchTable).find(([known]) => known === name)?.[1];
  if (!entry) return `no switch is called "${name}"; there are ${Object.keys(switchTable).join(', ')}`;
  const allowed = entry.values === 'seconds' ? /^\d+(\.\d+)?$/.test(value) : entry.values.includes(value);
  if (!allowed) {
    const choice = entry.values === 'seconds' ? 'a number of seconds' : entry.values.join(', ');
    return `switch ${name} cannot be "${value}"; it can be ${choice}`;
  }
  return { ...switches, [name]: value };
}
