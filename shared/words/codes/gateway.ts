// Words about the codes that Feishu's gateway answers with in place of the API, and about those of the token endpoint.
// https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code

import type { gatewayCodes, tokenCodes } from '../../feishu/codes/gateway.ts';
import type { CodeWords } from './code-words.ts';

const tokenRefused = (en: string, zh: string): CodeWords => ({
  en,
  zh,
  advice: {
    en: 'None: Payferry takes a fresh token, once. If that is refused too, check app id and secret.',
    zh: '无需处理：Payferry 会换一次新的访问凭证。如果仍被拒绝，请检查 App ID 和 App Secret。',
  },
});

const userUnknown = (en: string, zh: string): CodeWords => ({
  en,
  zh,
  advice: {
    en: 'Check user_id of the records named and whether it is of the kind that user_id_type says.',
    zh: '请检查相应记录的员工 ID（user_id），以及其类型是否与 user_id_type 一致。',
  },
});

const passing = (en: string, zh: string): CodeWords => ({
  en,
  zh,
  advice: {
    en: 'None: Payferry looks up what became of the records and goes on.',
    zh: '无需处理：Payferry 会查明这些记录的结果并继续。',
  },
});

const notAllowed = (en: string, zh: string, advice: CodeWords['advice']): CodeWords => ({
  en,
  zh,
  advice,
});

export const gatewayWords = {
  99991400: {
    en: 'Request trigger frequency limit',
    zh: '请求触发频率限制',
    advice: {
      en: 'None: Payferry waits and sends the call again. If it is frequent, something else uses the same app.',
      zh: '无需处理：Payferry 会等待后重新提交。如果经常出现，说明有其他程序在使用同一个应用。',
    },
  },

  99991661: tokenRefused('The call carries no token', '缺少访问凭证'),
  99991663: tokenRefused('The token is invalid or has ended', '访问凭证无效或已过期'),
  99991664: tokenRefused('The app token is illegal', '应用访问凭证不合法'),
  99991665: tokenRefused('The tenant token is illegal', '租户访问凭证不合法'),
  99991668: tokenRefused('The token is that of a user', '访问凭证类型不符（用户凭证）'),
  99991671: tokenRefused('The token is illegal', '访问凭证不合法'),

  99991662: notAllowed('The app is disabled', '应用已停用', {
    en: 'Enable the app in the Feishu admin console.',
    zh: '请在飞书管理后台启用该应用。',
  }),
  99991672: notAllowed('The app lacks a scope', '应用缺少权限', {
    en: 'Ask for the scope that the message names in the developer console and have it approved.',
    zh: '请在开发者后台申请说明中指出的权限，并等待审核通过。',
  }),
  99991673: notAllowed('The app is not installed', '应用未安装', {
    en: 'Install the app for this tenant.',
    zh: '请为该租户安装此应用。',
  }),
  99991401: notAllowed('The caller is not on the IP list', 'IP 不在白名单内', {
    en: "Add Payferry's address to the list.",
    zh: '请把 Payferry 的 IP 地址加入白名单。',
  }),
  99991403: notAllowed("The tenant's monthly quota is used up", '租户本月调用额度已用完', {
    en: 'Wait for the next month or buy quota: the records wait as long as their patience lasts.',
    zh: '请等到下个月，或购买额度。在任务的时限之内，记录会一直等待。',
  }),

  99992402: {
    en: 'Field validation failed',
    zh: '字段校验失败',
    advice: {
      en: 'Correct the field that the message names. Nothing of the call was processed.',
      zh: '请更正说明中指出的字段。该次提交的记录均未处理。',
    },
  },
  99992351: userUnknown('An open_id is not valid', 'open_id 无效'),
  99992359: userUnknown('A user_id is not valid', 'user_id 无效'),
  99992360: userUnknown('A user_id is not valid', 'user_id 无效'),
  99992361: userUnknown('An open_id belongs to another app', 'open_id 属于其他应用'),
  99992363: userUnknown('A union_id is not valid', 'union_id 无效'),
  99992364: userUnknown('A union_id is not valid', 'union_id 无效'),
  99992381: userUnknown('A user id is not valid', '用户 ID 无效'),

  1500: passing('Internal error', '内部错误'),
  1663: passing('Internal error', '内部错误'),
  1668: passing('Internal error', '内部错误'),
  2200: passing('Internal server error', '内部服务错误'),
  5000: passing('Internal error', '内部错误'),
  10101: passing('Internal error', '内部错误'),
  10500: passing('Internal error', '内部错误'),
} as const satisfies Readonly<Record<keyof typeof gatewayCodes, CodeWords>>;

const badCredentials = (en: string, zh: string): CodeWords =>
  notAllowed(en, zh, {
    en: 'Check FEISHU_APP_ID and the app secret; the records wait meanwhile.',
    zh: '请检查 App ID（FEISHU_APP_ID）和 App Secret；在此期间记录会等待。',
  });

/** Words about the codes of the token endpoint. */
export const tokenWords = {
  10003: badCredentials('App id or secret is invalid', '应用凭证参数无效'),
  10005: badCredentials('App id or secret is invalid', '应用凭证参数无效'),
  10012: badCredentials('App id or secret is invalid', '应用凭证参数无效'),
  10013: badCredentials('The app is not in order', '应用状态异常'),
  10014: badCredentials('The app secret is wrong', '应用密钥错误'),
  10015: badCredentials('The app secret is wrong', '应用密钥错误'),
  99991543: badCredentials('App id or secret is wrong', '应用 ID 或密钥错误'),
} as const satisfies Readonly<Record<keyof typeof tokenCodes, CodeWords>>;
