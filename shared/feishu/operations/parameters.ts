// Query parameters that several operations share.

import * as v from 'valibot';

export const userIdTypes = ['open_id', 'union_id', 'user_id', 'people_corehr_id'] as const;
export type UserIdType = (typeof userIdTypes)[number];

/** The parameter that says which kind of id `user_id` and `user_ids` are. */
export const userIdType = v.picklist(userIdTypes);

export const paging = (largestPage: number) => ({
  page_size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largestPage)),
  page_token: v.optional(v.string()),
});
