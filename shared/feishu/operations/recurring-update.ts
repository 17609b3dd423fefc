import * as v from 'valibot';

import type { WriteOperation } from '../operation.ts';
import { amount, anyText, date, longIdentity, notZero, object, oneOf, optional } from '../rules/fields.ts';
import { badParameter } from '../rules/fault.ts';
import { lookUpsOf } from '../slots.ts';
import { userIdType } from './parameters.ts';
import { recurringCreate } from './recurring-create.ts';
import { issuanceTypes } from './values.ts';
import { recurringQuery } from './recurring-query.ts';

export const recurringUpdate = {
  ...recurringCreate,
  name: 'recurring_payment.batch_update',
  path: '/open-apis/compensation/v1/recurring_payment/batch_update',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_update',
  ],
  scope: 'corehr:compensation.recurring_payment:update',
  // Two updates of one record must arrive in the order of their rows.
  lanes: 1,
  query: { user_id_type: v.optional(userIdType) },
  record: object({
    id: longIdentity,
    each_amount: v.pipe(amount(21280001), notZero(21270318)),
    start_date: date(21280002),
    end_date: date(21280003),
    currency_id: anyText,
    issuance_type: oneOf(issuanceTypes, 21270307),
    remark: optional(anyText),
    issuance_country_region_id: optional(anyText),
  }),
  identity: 'id',
  done: 'updated',
  repeatedCode: badParameter,
  recovery: {
    query: recurringQuery,
    filter: 'ids',
    kind: 'rewrite',
    conflictCodes: [],
    needsBeforeImage: () => false,
    slots: lookUpsOf.updates,
  },
} satisfies WriteOperation;
