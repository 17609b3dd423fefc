// The endpoints of Feishu that the sandbox has: method, path, scope and own codes. The gateway needs them before the
// tenant's thread sees a call.

export interface CodeMeaning {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
}
interface OwnCodes {
  readonly badParameter: CodeMeaning;
  readonly serverError: CodeMeaning;
}

const payments: OwnCodes = {
  badParameter: { status: 400, code: 2290001, msg: 'param is invalid' },
  serverError: { status: 500, code: 2290002, msg: 'server error' },
};
// The pages of the lists give the same two codes with swapped meanings:
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/item/list
const lists: OwnCodes = {
  badParameter: { status: 400, code: 2290002, msg: 'param invalid' },
  serverError: { status: 500, code: 2290001, msg: 'server error' },
};

const post = (path: string, scope: string, codes: OwnCodes) => ({
  method: 'POST',
  path: `/open-apis/${path}`,
  scope,
  codes,
});
const lumpSum = (verb: string, right: string) =>
  post(`compensation/v1/lump_sum_payment/${verb}`, `corehr:compensation.lump_sum_payment:${right}`, payments);
const recurring = (verb: string, right: string) =>
  post(
    `compensation/v1/recurring_payment/${verb}`,
    `corehr:compensation.recurring_payment:${right}`,
    payments,
  );
const basicInfo = (kind: string, scope: string) =>
  post(`corehr/v2/basic_info/${kind}/search`, `corehr:common_data.basic_data.${scope}:read`, lists);

export const endpoints = {
  'lump_sum_payment.batch_create': lumpSum('batch_create', 'write'),
  'lump_sum_payment.batch_update': lumpSum('batch_update', 'write'),
  'lump_sum_payment.batch_remove': lumpSum('batch_remove', 'write'),
  'lump_sum_payment.query': lumpSum('query', 'read'),
  'lump_sum_payment.query_detail': lumpSum('query_detail', 'read'),
  'recurring_payment.batch_create': recurring('batch_create', 'write'),
  'recurring_payment.batch_update': recurring('batch_update', 'update'),
  'recurring_payment.batch_remove': recurring('batch_remove', 'delete'),
  'recurring_payment.query': recurring('query', 'read'),
  'item.list': {
    method: 'GET',
    path: '/open-apis/compensation/v1/items',
    scope: 'corehr:compensation_item:read',
    codes: lists,
  },
  'currency.search': basicInfo('currencies', 'currency'),
  'country_region.search': basicInfo('country_regions', 'country_region'),
} as const satisfies Record<string, { method: string; path: string; scope: string; codes: OwnCodes }>;

export type Api = keyof typeof endpoints;

export const tokenApi = 'auth.tenant_access_token';
const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal';
export type AnyApi = Api | typeof tokenApi;

export const isApi = (name: string): name is Api => Object.hasOwn(endpoints, name);
export const apis = Object.keys(endpoints).filter(isApi);

const byPath = new Map<string, AnyApi>(
  apis.map((api) => [`${endpoints[api].method} ${endpoints[api].path}`, api]),
);
byPath.set(`POST ${tokenPath}`, tokenApi);

export const route = (method: string, path: string): AnyApi | undefined => byPath.get(`${method} ${path}`);

/** The two codes of an endpoint. The token endpoint, whose page lists neither, and unknown paths get those of payments. */
export const codesOf = (api: AnyApi | undefined): OwnCodes =>
  api === undefined || api === tokenApi ? payments : endpoints[api].codes;
