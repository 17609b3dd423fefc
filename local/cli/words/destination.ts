// Where files go, where snapshots come from, and why they cannot.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Service {
  readonly baseUrl: string;
  readonly appId: string;
}

interface BaseUrl {
  readonly baseUrl: string;
}

const like = 'it must be like https://open.feishu.cn';
const ying = '应为 https://open.feishu.cn 这样的网址';

export const destinationSentences = {
  to_sandbox: {
    en: () => 'Files go to a sandbox that stands for Feishu. No money moves, nothing leaves this machine.',
    zh: () => '目的地：模拟飞书的沙箱。不涉及真实款项，数据不离开本机。',
  },
  to_service: {
    en: ({ baseUrl, appId }: Service) => `Files go to ${baseUrl} as app ${appId}.`,
    zh: ({ baseUrl, appId }: Service) => `目的地：${baseUrl}（应用 ${appId}）。`,
  },
  samples_to_sandbox: {
    en: ({ samples }: { samples: number }) =>
      `${samples} sample files go to a sandbox that stands for Feishu. No money moves, nothing leaves this machine.`,
    zh: ({ samples }: { samples: number }) =>
      `${samples} 个样例文件将提交到模拟飞书的沙箱。不涉及真实款项，数据不离开本机。`,
  },
  base_url_is_unused: {
    en: () => 'FEISHU_BASE_URL is set and not used: samples only go to the sandbox.',
    zh: () => '已设置 FEISHU_BASE_URL，但这里不会用到：样例只提交到沙箱。',
  },
  reads_from: {
    en: ({ baseUrl, appId }: Service) => `Reads from ${baseUrl} as app ${appId}; nothing is changed there.`,
    zh: ({ baseUrl, appId }: Service) => `从 ${baseUrl} 读取（应用 ${appId}），不会更改其中的任何内容。`,
  },
  sandbox_begins_empty: {
    en: () => 'The built-in sandbox begins empty: the sample files are carried first.',
    zh: () => '内置沙箱一开始没有数据：先提交样例文件。',
  },

  // Faults of the address. They never quote it, because the faulty part may be a password.
  no_address: {
    en: () => `FEISHU_BASE_URL is not an address: ${like}`,
    zh: () => `FEISHU_BASE_URL 不是网址：${ying}`,
  },
  other_protocol: {
    en: () => `FEISHU_BASE_URL begins with another protocol than https: ${like}`,
    zh: () => `FEISHU_BASE_URL 不是以 https 开头：${ying}`,
  },
  holds_password: {
    en: () => `FEISHU_BASE_URL holds a user name or a password: ${like}`,
    zh: () => `FEISHU_BASE_URL 里有用户名或密码：${ying}`,
  },
  holds_query: {
    en: () => `FEISHU_BASE_URL holds a query or a fragment: ${like}`,
    zh: () => `FEISHU_BASE_URL 里有问号或井号：${ying}`,
  },
  holds_blanks: {
    en: () => `FEISHU_BASE_URL holds blanks or hidden characters: ${like}`,
    zh: () => `FEISHU_BASE_URL 里有空格或不可见字符：${ying}`,
  },

  // What else a service needs. An address that is quoted here was found to hold no password and nothing hidden.
  live_without_address: {
    en: () => '--live needs FEISHU_BASE_URL, like https://open.feishu.cn',
    zh: () => '使用 --live 需要先设置 FEISHU_BASE_URL，如 https://open.feishu.cn',
  },
  only_https: {
    en: ({ baseUrl }: BaseUrl) =>
      `FEISHU_BASE_URL is ${baseUrl}: only https may carry a secret and salaries over a network`,
    zh: ({ baseUrl }: BaseUrl) =>
      `FEISHU_BASE_URL 是 ${baseUrl}：密钥和薪酬数据只能通过 https 传输，请改用 https 开头的网址`,
  },
  only_live: {
    en: ({ baseUrl }: BaseUrl) =>
      `FEISHU_BASE_URL is ${baseUrl}, a real service, and nothing was sent: add --live if you mean it, or take FEISHU_BASE_URL out of the environment to use the built-in sandbox`,
    zh: ({ baseUrl }: BaseUrl) =>
      `FEISHU_BASE_URL 是真实的飞书（${baseUrl}），因此没有提交任何记录：确实要提交，请加上 --live；要用内置沙箱，请去掉环境变量 FEISHU_BASE_URL`,
  },
  no_terminal: {
    en: () => '--live asks before it sends, and there is no terminal to ask at: nothing was sent. Add --yes',
    zh: () =>
      '--live 在提交前要请您确认，但这里没有可以输入的终端，因此没有提交任何记录。如果不需要确认，请加上 --yes',
  },
  no_app: {
    en: () => 'FEISHU_BASE_URL is set, so FEISHU_APP_ID and FEISHU_APP_SECRET must be set too',
    zh: () => '已设置 FEISHU_BASE_URL，还需要设置 FEISHU_APP_ID 和 FEISHU_APP_SECRET',
  },
  /** `said` names the wrong settings in English, as the logs of the functions do. */
  settings_wrong: {
    en: ({ said }: { said: string }) => said,
    zh: ({ said }: { said: string }) => `环境变量的设置有误：${said}`,
  },
} satisfies Sentences;
