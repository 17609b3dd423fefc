// S3 as a deployment sees it: the local S3 has the bucket of the zips, the account says which other buckets are there.

import { request as send } from 'node:http';

import { serve, type Served } from './serve.ts';
import type { Account } from './stacks.ts';

export interface BucketHeads extends Served {
  /** Names of buckets that belong to other accounts. */
  readonly hidden: Set<string>;
  /** Names of buckets that HeadBucket still shows, and that are gone. */
  readonly justGone: Set<string>;
}

export async function startBucketHeads(s3: string, account: Account): Promise<BucketHeads> {
  const hidden = new Set<string>();
  const justGone = new Set<string>();

  function statusOf(name: string): number {
    if (hidden.has(name)) return 403;
    return account.buckets.has(name) || justGone.has(name) ? 200 : 404;
  }

  const served = await serve((request, response) => {
    const { method, url = '', headers } = request;
    const name = /^\/([^/?]+)\/?(?:\?|$)/.exec(url)?.[1];
    if (method === 'HEAD' && name !== undefined) {
      response.writeHead(statusOf(name)).end();
      return;
    }
    const passed = send(new URL(url, s3), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  return { ...served, hidden, justGone };
}
