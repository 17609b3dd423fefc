// Where files go, where snapshots come from, and why they cannot.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';

interface Service {
  readonly baseUrl: string;
  readonly appId: string;
}

const like = 'it must be like https://open.feishu.cn';

export const destinationSentences = {
  to_sandbox: () =>
    'Files go to a sandbox that stands for Feishu. No money moves, nothing leaves this machine.',
  to_service: ({ baseUrl, appId }: Service) => `Files go to ${outside(baseUrl)} as app ${outside(appId)}.`,
  samples_to_sandbox: ({ samples }: { samples: number }) =>
    `${samples} sample files go to a sandbox that stands for Feishu. No money moves, nothing leaves this machine.`,
  base_url_is_unused: () => 'FEISHU_BASE_URL is set and not used: samples only go to the sandbox.',
  reads_from: ({ baseUrl, appId }: Service) =>
    `Reads from ${outside(baseUrl)} as app ${outside(appId)}; nothing is changed there.`,
  sandbox_begins_empty: () => 'The built-in sandbox begins empty: the sample files are carried first.',

  // Faults of the address. They never quote it, because the faulty part may be a password.
  no_address: () => `FEISHU_BASE_URL is not an address: ${like}`,
  other_protocol: () => `FEISHU_BASE_URL begins with another protocol than https: ${like}`,
  holds_password: () => `FEISHU_BASE_URL holds a user name or a password: ${like}`,
  holds_query: () => `FEISHU_BASE_URL holds a query or a fragment: ${like}`,
  holds_blanks: () => `FEISHU_BASE_URL holds blanks or hidden characters: ${like}`,

  // What else a service needs. An address that is quoted here was found to hold no password and nothing hidden.
  live_without_address: () => '--live needs FEISHU_BASE_URL, like https://open.feishu.cn',
  only_https: ({ baseUrl }: { baseUrl: string }) =>
    `FEISHU_BASE_URL is ${baseUrl}: only https may carry a secret and salaries over a network`,
  only_live: ({ baseUrl }: { baseUrl: string }) =>
    `FEISHU_BASE_URL is ${baseUrl}, a real service, and nothing was sent: add --live if you mean it, or take FEISHU_BASE_URL out of the environment to use the built-in sandbox`,
  no_terminal: () =>
    '--live asks before it sends, and there is no terminal to ask at: nothing was sent. Add --yes',
  no_app: () => 'FEISHU_BASE_URL is set, so FEISHU_APP_ID and FEISHU_APP_SECRET must be set too',
} satisfies Sentences;
