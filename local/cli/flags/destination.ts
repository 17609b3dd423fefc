// Decides where records go, and checks the conditions for a real Feishu.

import * as v from 'valibot';

import { deliverSettings } from '../../../functions/deliver/settings.ts';
import { exportSettings } from '../../../functions/export/settings.ts';
import { splitSettings } from '../../../functions/split/settings.ts';
import type { UserIdType } from '../../../shared/feishu/operations/parameters.ts';
import { readSettings, setting } from '../../../shared/settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Destination =
  | { readonly kind: 'sandbox' }
  | {
      readonly kind: 'service';
      readonly baseUrl: string;
      readonly appId: string;
      readonly appSecret: string;
      /** True: money may move, so the run asks first. */
      readonly isLive: boolean;
    };

export type Chosen<Choice> = { readonly choice: Choice } | { readonly sentences: readonly string[] };

export interface Asked {
  readonly live: boolean;
  readonly yes: boolean;
  readonly isTerminal: boolean;
}

export function chooseDestination(environment: Environment, asked: Asked): Chosen<Destination> {
  const {
    FEISHU_BASE_URL: baseUrl,
    FEISHU_APP_ID: appId = '',
    FEISHU_APP_SECRET: appSecret = '',
  } = environment;
  if (baseUrl === undefined || baseUrl === '') {
    return asked.live
      ? { sentences: ['--live needs FEISHU_BASE_URL, like https://open.feishu.cn'] }
      : { choice: { kind: 'sandbox' } };
  }
  const fault = faultOfAddress(baseUrl);
  if (fault !== undefined) return { sentences: [fault] };

  const { protocol, hostname } = new URL(baseUrl);
  const isHere = isLoopback(hostname);
  const sentences: string[] = [];
  if (!isHere && protocol !== 'https:') {
    sentences.push(
      `FEISHU_BASE_URL is ${baseUrl}: only https may carry a secret and salaries over a network`,
    );
  }
  if (!isHere && !asked.live) {
    sentences.push(
      `FEISHU_BASE_URL is ${baseUrl}, a real service, and nothing was sent: add --live if you mean it, or take FEISHU_BASE_URL out of the environment to use the built-in sandbox`,
    );
  }
  if (asked.live && !asked.yes && !asked.isTerminal) {
    sentences.push(
      '--live asks before it sends, and there is no terminal to ask at: nothing was sent. Add --yes',
    );
  }
  if (appId === '' || appSecret === '') {
    sentences.push('FEISHU_BASE_URL is set, so FEISHU_APP_ID and FEISHU_APP_SECRET must be set too');
  }
  if (sentences.length > 0) return { sentences };
  return {
    choice: {
      kind: 'service',
      baseUrl: baseUrl.replace(/\/+$/, ''),
      appId,
      appSecret,
      isLive: asked.live || !isHere,
    },
  };
}

/** Never quotes the address, because the faulty part may be a password. */
function faultOfAddress(text: string): string | undefined {
  const like = 'it must be like https://open.feishu.cn';
  const url = URL.parse(text);
  if (!url) return `FEISHU_BASE_URL is not an address: ${like}`;
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `FEISHU_BASE_URL begins with another protocol than https: ${like}`;
  if (url.username !== '' || url.password !== '')
    return `FEISHU_BASE_URL holds a user name or a password: ${like}`;
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text))
    return `FEISHU_BASE_URL holds a query or a fragment: ${like}`;
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(text)) return `FEISHU_BASE_URL holds blanks or hidden characters: ${like}`;
  return undefined;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

const passedOn = [
  'LANES',
  'DEFAULT_USER_ID_TYPE',
  'MAX_REJECTED_PERCENT',
  'MAX_FILE_BYTES',
  'FEISHU_CALLS_PER_SECOND',
  'FEISHU_CALL_TIMEOUT_MS',
  'LOOK_AGAIN_MS',
  'BACK_OFF_MS',
  'PATIENCE_MS',
  'EXPORT_OVERLAP_MS',
  'EXPORT_PART_RECORDS',
] as const;

/** The functions' settings in the environment. The samples use none of them. */
export function chooseSettings(environment: Environment): Chosen<Record<string, string>> {
  const choice = Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const places = {
    RECORDS_BUCKET: 'any',
    LANES_QUEUE_URL: 'any',
    EXPORTS_QUEUE_URL: 'any',
    FEISHU_BASE_URL: 'http://127.0.0.1',
    FEISHU_APP_ID: 'any',
    FEISHU_APP_SECRET: 'any',
  };
  try {
    readSettings(splitSettings, { ...places, ...choice });
    readSettings(deliverSettings, { ...places, ...choice });
    readSettings(exportSettings, { ...places, ...choice });
    return { choice };
  } catch (error) {
    return { sentences: [error instanceof Error ? error.message : String(error)] };
  }
}

/** The kind of user ids that the settings name. */
export function usualUserIdType({
  DEFAULT_USER_ID_TYPE: type,
}: Readonly<Record<string, string>>): UserIdType {
  return v.parse(setting.userIdType, type);
}
