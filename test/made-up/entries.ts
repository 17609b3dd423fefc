// An operation and a query that Feishu does not have: each is one entry.

import type { QueryOperation } from '../../shared/feishu/operation.ts';
import { recordsBody } from '../../shared/feishu/operations/body.ts';
import { paging, userIdType } from '../../shared/feishu/operations/parameters.ts';
import {
  amount,
  anyInt,
  anyText,
  filledText,
  object,
  onlyObject,
  oneOf,
  optional,
} from '../../shared/feishu/rules/fields.ts';
import type { TableOperation } from '../../shared/feishu/titles/operation-table.ts';
import { allSlots, lookUpsOf } from '../../shared/feishu/slots.ts';
import { say } from '../../shared/words/say.ts';
import { shown } from '../../shared/words/show.ts';

const nothing = { field: 'worth', value: shown('0'), expected: say('expectations.not_zero') };

const endpoint = {
  method: 'POST',
  pages: ['https://open.feishu.cn/document/made-up'],
  callsPerSecond: 10,
  recordsPerCall: 50,
  callCodes: { 777001: 'refused', 777002: 'broken' },
} as const;

export const stockQuery: QueryOperation = {
  ...endpoint,
  kind: 'query',
  resource: 'stock_grant',
  name: 'stock_grant.query',
  path: '/open-apis/compensation/v9/stock_grant/query',
  scope: 'corehr:compensation.stock_grant:read',
  query: { ...paging(endpoint.recordsPerCall), user_id_type: userIdType },
  filters: onlyObject({ plan: optional(anyText) }),
  record: object({
    id: filledText,
    unique_id: optional(anyText),
    currency_id: optional(anyText),
    worth: optional(anyText),
  }),
  identity: 'id',
  amount: 'worth',
  slots: allSlots,
  fieldScopes: {},
};

export const stockGrant: TableOperation = {
  ...endpoint,
  kind: 'write',
  name: 'stock_grant.batch_create',
  path: '/open-apis/compensation/v9/stock_grant/batch_create',
  scope: 'corehr:compensation.stock_grant:write',
  lanes: 4,
  query: { user_id_type: userIdType },
  record: object({
    unique_id: filledText,
    worth: amount(777103),
    vesting: oneOf(['cliff', 'monthly'], 777104),
    note: optional(anyText),
  }),
  rules: [
    ({ worth, vesting }) =>
      worth === '0' && vesting === 'cliff'
        ? [{ code: 777105, field: 'worth', message: say('record.field_wrong', nothing) }]
        : [],
  ],
  identity: 'unique_id',
  amount: 'worth',
  sharedField: undefined,
  done: 'created',
  repeatedCode: 777106,
  compared: {
    amounts: ['worth'],
    decimals: [],
    needed: [],
    unshown: [],
    ofCall: [],
    ignored: ['id'],
    movesOn: {},
  },
  body: recordsBody,
  recovery: {
    query: stockQuery,
    filter: 'unique_ids',
    kind: 'unique',
    conflictCodes: [777106],
    needsBeforeImage: () => false,
    slots: lookUpsOf.creates,
  },
  result: object({ unique_id: anyText, code: anyInt }),
  codes: [777103, 777104, 777105, 777106],
  table: {
    fields: {
      unique_id: { cell: 'id', zh: ['授予编号'], en: ['Grant number'] },
      worth: { cell: 'amount', zh: ['授予价值'], en: ['Worth'] },
      vesting: {
        cell: 'label',
        zh: ['归属方式'],
        en: ['Vesting'],
        labels: { 一次归属: 'cliff', 按月归属: 'monthly' },
      },
      note: { cell: 'text', zh: ['授予说明'], en: ['Grant note'] },
    },
    lists: {},
  },
};
