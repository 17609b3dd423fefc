// What `payferry keep` says of itself: where its S3 and queues are, where files are dropped, and that dropping one is a
// yes to it.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';

export const keepSentences = {
  drop_files: ({ inbox, shown }: { inbox: string; shown: string }) =>
    `Drop files in ${outside(inbox)}, as in ${outside(shown)}/lump_sum_payment/batch_create/bonus.csv.`,
  how_to_end: () => 'Ctrl-C ends it.',
  removal_has_yes: () => 'a removal waits until a person says yes; here dropping the file says it',

  service: ({ baseUrl }: { baseUrl: string }) => `Feishu       ${baseUrl}`,
  sandbox: ({ baseUrl, appId, appSecret }: { baseUrl: string; appId: string; appSecret: string }) =>
    `Feishu       ${baseUrl}  app_id ${appId}  app_secret ${appSecret}`,
  s3: ({ url, buckets, accessKeyId }: { url: string; buckets: readonly string[]; accessKeyId: string }) =>
    `S3           ${url}  buckets ${buckets.join(', ')}  access key ${accessKeyId} (any secret)`,
  sqs: ({ url }: { url: string }) => `SQS          ${url}  with the same key`,
} satisfies Sentences;
