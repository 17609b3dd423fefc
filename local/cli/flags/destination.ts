// Reads from the environment where records go, and the functions' settings. A service that is not on this machine needs
// https and --live.

import * as v from 'valibot';

import { deliverSettings } from '../../../functions/deliver/settings.ts';
import { exportSettings } from '../../../functions/export/settings.ts';
import { splitSettings } from '../../../functions/split/settings.ts';
import type { UserIdType } from '../../../shared/feishu/operations/parameters.ts';
import { readSettings, setting } from '../../../shared/settings.ts';
import { say, type Say } from '../words/say.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Destination =
  | { readonly kind: 'sandbox' }
  | {
      readonly kind: 'service';
      readonly baseUrl: string;
      readonly appId: string;
      readonly appSecret: string;
      /** True: --live was given, or the address is not of this machine. Money may move. */
      readonly isLive: boolean;
    };

export type Chosen<Choice> = { readonly choice: Choice } | { readonly sentences: readonly Say[] };

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
      ? { sentences: [say('destination.live_without_address')] }
      : { choice: { kind: 'sandbox' } };
  }
  const fault = faultOfAddress(baseUrl);
  if (fault !== undefined) return { sentences: [fault] };

  const { protocol, hostname } = new URL(baseUrl);
  const isHere = isLoopback(hostname);
  const sentences: Say[] = [];
  if (!isHere && protocol !== 'https:') {
    sentences.push(say('destination.only_https', { baseUrl }));
  }
  if (!isHere && !asked.live) {
    sentences.push(say('destination.only_live', { baseUrl }));
  }
  if (asked.live && !asked.yes && !asked.isTerminal) {
    sentences.push(say('destination.no_terminal'));
  }
  if (appId === '' || appSecret === '') {
    sentences.push(say('destination.no_app'));
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

function faultOfAddress(text: string): Say | undefined {
  const url = URL.parse(text);
  if (!url) return say('destination.no_address');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return say('destination.other_protocol');
  if (url.username !== '' || url.password !== '') return say('destination.holds_password');
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text)) return say('destination.holds_query');
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(text)) return say('destination.holds_blanks');
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

/** The functions' settings in the environment, or the sentence about a wrong one. The demo uses none of them. */
export function chooseSettings(environment: Environment): Chosen<Record<string, string>> {
  const choice = Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const places = {
    RECORDS_BUCKET: 'any',
    DROPS_QUEUE_URL: 'any',
    INTAKE_QUEUE_URL: 'any',
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
    const said = error instanceof Error ? error.message : String(error);
    return { sentences: [say('destination.settings_wrong', { said })] };
  }
}

/** The kind of user ids that the setting DEFAULT_USER_ID_TYPE names, or its default. */
export function usualUserIdType({
  DEFAULT_USER_ID_TYPE: type,
}: Readonly<Record<string, string>>): UserIdType {
  return v.parse(setting.userIdType, type);
}
