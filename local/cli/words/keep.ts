// What `payferry keep` says of itself: where its S3 and queues are, where files are dropped, and that dropping one is a
// yes to it.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Drop {
  readonly inbox: string;
  readonly shown: string;
}

interface Service {
  readonly baseUrl: string;
}

interface Sandbox extends Service {
  readonly appId: string;
  readonly appSecret: string;
}

interface S3 {
  readonly url: string;
  readonly buckets: readonly string[];
  readonly accessKeyId: string;
}

export const keepSentences = {
  drop_files: {
    en: ({ inbox, shown }: Drop) =>
      `Drop files in ${inbox}, as in ${shown}/lump_sum_payment/batch_create/bonus.csv.`,
    zh: ({ inbox, shown }: Drop) =>
      `请把文件放进 ${inbox}，例如 ${shown}/lump_sum_payment/batch_create/bonus.csv。`,
  },
  how_to_end: { en: () => 'Ctrl-C ends it.', zh: () => '按 Ctrl-C 结束。' },
  removal_has_yes: {
    en: () => 'a removal waits until a person says yes; here dropping the file says it',
    zh: () => '删除需要人工确认；这里放入文件即视为确认',
  },
  held_has_yes: {
    en: () => 'somebody has to look at this; here dropping the file says that somebody has:',
    zh: () => '需要人工核对；这里放入文件即视为已核对：',
  },

  service: {
    en: ({ baseUrl }: Service) => `Feishu       ${baseUrl}`,
    zh: ({ baseUrl }: Service) => `飞书         ${baseUrl}`,
  },
  sandbox: {
    en: ({ baseUrl, appId, appSecret }: Sandbox) =>
      `Feishu       ${baseUrl}  app_id ${appId}  app_secret ${appSecret}`,
    zh: ({ baseUrl, appId, appSecret }: Sandbox) =>
      `飞书         ${baseUrl}  app_id ${appId}  app_secret ${appSecret}`,
  },
  s3: {
    en: ({ url, buckets, accessKeyId }: S3) =>
      `S3           ${url}  buckets ${buckets.join(', ')}  access key ${accessKeyId} (any secret)`,
    zh: ({ url, buckets, accessKeyId }: S3) =>
      `S3           ${url}  存储桶 ${buckets.join('、')}  access key ${accessKeyId}（secret 任意）`,
  },
  sqs: {
    en: ({ url }: { url: string }) => `SQS          ${url}  with the same key`,
    zh: ({ url }: { url: string }) => `SQS          ${url}  access key 同上`,
  },
} satisfies Sentences;
