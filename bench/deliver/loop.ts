// The loop that a team would write without Payferry: a process sends a file's records, 500 a call, with several calls in
// flight. It may have a token bucket of its own. Throttled calls wait as long as Feishu says.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import * as v from 'valibot';

const jobSchema = v.object({
  baseUrl: v.string(),
  appId: v.string(),
  appSecret: v.string(),
  file: v.string(),
  inFlight: v.number(),
  /** Tokens a second, and the most at once. Undefined: no bucket, and calls go out as fast as they can. */
  bucket: v.optional(v.number()),
  /** The loop gives up after this many milliseconds, finished or not. */
  mostMs: v.number(),
  /** Of `processes` processes, number `process` sends every `processes`-th call. */
  process: v.number(),
  processes: v.number(),
});
export type LoopJob = v.InferOutput<typeof jobSchema>;

const recordsPerCall = 500;
const path = '/open-apis/compensation/v1/lump_sum_payment/batch_create?user_id_type=people_corehr_id';
const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal';
const tokenAnswer = v.object({ tenant_access_token: v.string() });

process.once('message', (message) => void carry(v.parse(jobSchema, message)));

async function carry(job: LoopJob): Promise<void> {
  const calls = callsOf(job);
  const takeToken = job.bucket === undefined ? undefined : tokenBucket(job.bucket);
  const token = await tokenOf(job);
  const send = async () => {
    for (let body = calls.shift(); body !== undefined; body = calls.shift()) {
      while (performance.now() < job.mostMs) {
        await takeToken?.();
        const waitMs = await call(job, token, body);
        if (waitMs === undefined) break;
        await sleep(waitMs);
      }
    }
  };
  await Promise.all(Array.from({ length: job.inFlight }, send));
  process.send?.({ done: true }, () => process.disconnect());
}

function callsOf({ file, process: own, processes }: LoopJob): string[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const calls = [];
  for (let start = 0; start < lines.length; start += recordsPerCall)
    calls.push(`{"records":[${lines.slice(start, start + recordsPerCall).join(',')}]}`);
  return calls.filter((_, index) => index % processes === own);
}

/** The milliseconds to wait before the call is repeated. Undefined: it was accepted. */
async function call({ baseUrl }: LoopJob, token: string, body: string): Promise<number | undefined> {
  const answer = await fetch(`${baseUrl}${path}`, { method: 'POST', headers: headers(token), body });
  await answer.arrayBuffer();
  if (answer.ok) return undefined;
  if (answer.status !== 429) throw new Error(`Feishu answered ${answer.status}`);
  return Number(answer.headers.get('x-ogw-ratelimit-reset')) * 1000;
}

async function tokenOf({ baseUrl, appId, appSecret }: LoopJob): Promise<string> {
  const body = JSON.stringify({ app_id: appId, app_secret: appSecret });
  const answer = await fetch(`${baseUrl}${tokenPath}`, { method: 'POST', headers: headers(''), body });
  return v.parse(tokenAnswer, await answer.json()).tenant_access_token;
}

function headers(token: string) {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' };
}

function tokenBucket(perSecond: number): () => Promise<void> {
  let [tokens, filledMs] = [perSecond, performance.now()];
  return async () => {
    for (;;) {
      const now = performance.now();
      tokens = Math.min(perSecond, tokens + ((now - filledMs) / 1000) * perSecond);
      filledMs = now;
      if (tokens >= 1) {
        tokens -= 1;
        return;
      }
      await sleep(((1 - tokens) / perSecond) * 1000);
    }
  };
}
