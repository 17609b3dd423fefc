import * as v from 'valibot';

import { paymentCallCodes } from '../codes/call.ts';
import { recurringCodes } from '../codes/recurring.ts';
import type { WriteOperation } from '../operation.ts';
import {
  date,
  identity,
  notZero,
  object,
  oneOf,
  optional,
  remark,
  shortAmount,
  text,
} from '../rules/fields.ts';
import { startsBeforeItEnds } from '../rules/recurring.ts';
import { recurringResult } from './answers.ts';
import { lookUpsOf } from '../slots.ts';
import { recordsBody } from './body.ts';
import { recurringCompared } from './compared.ts';
import { userIdType } from './parameters.ts';
import { issuancePeriods, issuanceTypes } from './values.ts';
import { recurringQuery } from './recurring-query.ts';

export const recurringCreate = {
  kind: 'write',
  name: 'recurring_payment.batch_create',
  method: 'POST',
  path: '/open-apis/compensation/v1/recurring_payment/batch_create',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create',
  ],
  scope: 'corehr:compensation.recurring_payment:write',
  callsPerSecond: 10,
  recordsPerCall: 500,
  lanes: 20,
  query: { user_id_type: userIdType },
  record: object({
    unique_id: identity,
    user_id: text,
    item_id: text,
    each_amount: v.pipe(shortAmount(21280001), notZero(21270318)),
    start_date: date(21280002),
    end_date: date(21280003),
    currency_id: text,
    issuance_type: oneOf(issuanceTypes, 21270307),
    issuance_period: oneOf(issuancePeriods),
    remark: optional(remark()),
    issuance_country_region_id: optional(text),
  }),
  rules: [startsBeforeItEnds],
  identity: 'unique_id',
  amount: 'each_amount',
  sharedField: undefined,
  done: 'created',
  repeatedCode: 21270202,
  compared: recurringCompared,
  body: recordsBody,
  result: recurringResult,
  codes: recurringCodes,
  callCodes: paymentCallCodes,
  recovery: {
    query: recurringQuery,
    filter: 'unique_ids',
    kind: 'overlap',
    conflictCodes: [21270202, 21270315],
    needsBeforeImage: () => false,
    slots: lookUpsOf.creates,
  },
} satisfies WriteOperation;
