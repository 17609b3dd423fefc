// Fields that an app sees only with a further scope. Without it they are absent from the answer.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/query

import type { CatalogueApp } from './catalogue-schema.ts';
import { nameOf, type Directory, type UserIdType } from './directory.ts';

const scopeOf = {
  return_amount_before_tax: 'corehr:compensation_lump_sum_payment.return_amount_before_tax:read',
  return_amount_after_tax: 'corehr:compensation_lump_sum_payment.return_amount_after_tax:read',
  binding_period_offboarding_type:
    'corehr:compensation_lump_sum_payment.binding_period_offboarding_type:read',
  belong_time: 'corehr:compensation_lump_sum_payment_detail.belong_time:read',
  user_id: 'contact:user.employee_id:readonly',
} as const;

/** Decides which fields an app sees, and gives the id of a person, which is undefined if the app may not see it. */
export interface Viewer {
  readonly sees: (field: keyof typeof scopeOf) => boolean;
  readonly userId: (employee: number) => string | undefined;
}

export function viewerOf(app: CatalogueApp, type: UserIdType, directory: Directory): Viewer {
  const granted = new Set(app.scopes);
  const sees = (field: keyof typeof scopeOf) => granted.has(scopeOf[field]);
  const hidden = type === 'user_id' && !sees('user_id');
  return {
    sees,
    userId: (employee) => (hidden ? undefined : nameOf(directory.byNumber(employee), type, app.app_id)),
  };
}
