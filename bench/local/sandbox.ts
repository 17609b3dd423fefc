// The speed of the sandbox: its start, creates of 500 × 3 details, and pages of 500 out of a million records.
// node bench/local/sandbox.ts [records, 1000000]
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../local/sandbox/start.ts';
import type { Sandbox } from '../../local/sandbox/start.ts';
import { defaultCatalogue } from '../../local/sandbox/tenant/default-catalogue.ts';
import { patternEmployees } from '../../local/sandbox/tenant/pattern-employees.ts';

const total = Number(process.argv[2] ?? 1_000_000);
const staff = 20_000;
const perCall = 500;
const folder = mkdtempSync(join(tmpdir(), 'sandbox-bench-'));
const catalogueFile = join(folder, 'catalogue.json');
writeFileSync(catalogueFile, JSON.stringify({ ...defaultCatalogue(), pattern_employees: staff }));
const people = patternEmployees(staff, []).map(({ people_corehr_id }) => people_corehr_id);

const line = (what: string, figure: string) => console.log(`${what.padEnd(58)} ${figure}`);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const startMs = performance.now();
  const result = await work();
  return [result, performance.now() - startMs];
}

async function benchStart(): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    const [sandbox, ms] = await timed(() => startSandbox());
    times.push(ms);
    await sandbox.stop();
  }
  line(
    'start, from spawn to ready',
    `${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`,
  );
}

const record = (n: number) => ({
  unique_id: `bench-${n}`,
  user_id: people[n % staff],
  total_amount: '3000.00',
  binding_period: 0,
  currency_id: '6863329932261459464',
  issuance_frequency: 3,
  item_id: n % 3 === 0 ? '7411039006180312620' : '7411039006180312623',
  ...(n % 3 === 0 ? {} : { binding_period: 12 }),
  remark: '季度奖金',
  details: [1, 2, 3].map((index) => ({
    issuance_amount: '1000.00',
    issuance_status: 'to_be_issued',
    issuance_way: 'with_salary',
    issuance_time: `2026-1${index % 3}-15`,
    belong_time: '2026-09-01',
    issuance_country_region_id: '6862995757234914824',
  })),
});

async function post(sandbox: Sandbox, token: string, path: string, body: string): Promise<string> {
  const response = await fetch(`${sandbox.baseUrl}/open-apis/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json; charset=utf-8' },
    body,
  });
  return response.text();
}

async function fill(sandbox: Sandbox, token: string): Promise<void> {
  let sendingMs = 0;
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < total) {
      const first = next;
      next += perCall;
      const body = JSON.stringify({
        records: Array.from({ length: perCall }, (_, index) => record(first + index)),
      });
      const path = 'compensation/v1/lump_sum_payment/batch_create?user_id_type=people_corehr_id';
      const [answer, ms] = await timed(() => post(sandbox, token, path, body));
      sendingMs += ms;
      const accepted = answer.split('"code":0,"message":"Success"').length - 1;
      if (accepted !== perCall)
        throw new Error(`${accepted} of ${perCall} accepted: ${answer.slice(0, 500)}`);
    }
  };
  const [, ms] = await timed(() => Promise.all([send(), send()]));
  line(
    `${total} records with 3 details created`,
    `${((total / ms) * 1000).toFixed(0)} records/s, ${(sendingMs / (total / perCall)).toFixed(0)} ms a call`,
  );
}

type Page = { records: number; pageToken: string | undefined };

async function page(
  sandbox: Sandbox,
  token: string,
  resource: string,
  filter: unknown,
  pageToken?: string,
): Promise<Page> {
  const search = new URLSearchParams({
    user_id_type: 'open_id',
    page_size: '500',
    ...(pageToken === undefined ? {} : { page_token: pageToken }),
  });
  const text = await post(
    sandbox,
    token,
    `compensation/v1/lump_sum_payment/${resource}?${search.toString()}`,
    JSON.stringify(filter),
  );
  if (!text.startsWith('{"code":0')) throw new Error(text.slice(0, 500));
  return {
    records: text.split(resource === 'query' ? '"unique_id"' : '"record_id"').length - 1,
    pageToken: /"page_token":"([^"]+)"/.exec(text)?.[1],
  };
}

async function benchPage(
  sandbox: Sandbox,
  token: string,
  what: string,
  filter: unknown,
  resource = 'query',
  pageToken?: string,
): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < 7; round++) {
    const [{ records }, ms] = await timed(() => page(sandbox, token, resource, filter, pageToken));
    times.push(ms);
    found = records;
  }
  line(
    `${resource}: ${what} (${found})`,
    `${median(times).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms`,
  );
}

/** The token of the last page, found by reading up to it. */
async function lastToken(sandbox: Sandbox, token: string, filter: unknown): Promise<string | undefined> {
  let last: string | undefined;
  for (;;) {
    const { pageToken } = await page(sandbox, token, 'query', filter, last);
    if (pageToken === undefined) return last;
    last = pageToken;
  }
}

/**
 * How late calls are stamped while large creates and pages are processed. A strict rate limit would blame Payferry for the
 * delay.
 */
async function benchStamps(sandbox: Sandbox, token: string): Promise<void> {
  const over = new AbortController();
  const keepBusy = async (resource: string, search: string, body: () => string): Promise<void> => {
    while (!over.signal.aborted)
      await post(sandbox, token, `compensation/v1/lump_sum_payment/${resource}?${search}`, body());
  };
  let next = 2 * total;
  const records = () => Array.from({ length: perCall }, () => record(next++));
  const loads = [
    keepBusy('batch_create', 'user_id_type=people_corehr_id', () => JSON.stringify({ records: records() })),
    keepBusy('query', 'user_id_type=open_id&page_size=500', () => '{}'),
  ];
  // The longest answer of all. It must not pass through the thread that stamps calls.
  const tellCatalogue = async () => (await fetch(`${sandbox.baseUrl}/_sandbox/catalogue`)).arrayBuffer();
  loads.push(tellCatalogue().then(() => undefined));
  const sentMs: number[] = [];
  for (let n = 0; n < 100; n++) {
    sentMs.push(performance.timeOrigin + performance.now());
    await post(
      sandbox,
      token,
      'compensation/v1/recurring_payment/query?user_id_type=open_id&page_size=1',
      '{}',
    );
  }
  over.abort();
  await Promise.all(loads);
  const calls = await sandbox.calls({ api: 'recurring_payment.query' });
  const late = calls
    .map(({ arrived_ms }, index) => arrived_ms - (sentMs[index] ?? NaN))
    .toSorted((a, b) => a - b);
  line(
    'stamp after sending, under full load',
    `${median(late).toFixed(1)} ms, of 100 the latest ${late.at(-1)?.toFixed(1)} ms`,
  );
}

await benchStart();
await using sandbox = await startSandbox({ rate: 0, catalogueFile });
const answer = await post(
  sandbox,
  '',
  'auth/v3/tenant_access_token/internal',
  JSON.stringify({ app_id: sandbox.appId, app_secret: sandbox.appSecret }),
);
const token = /"tenant_access_token":"([^"]+)"/.exec(answer)?.[1] ?? '';
const filled = { startMs: Date.now(), endMs: 0 };
await fill(sandbox, token);
filled.endMs = Date.now();
const sparse = { department_ids: ['6903000000000000011'] };
const half = { job_family_ids: ['6904000000000000011', '6904000000000000021', '6904000000000000031'] };
const chinaTime = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const now = chinaTime(filled.endMs);
const middle = chinaTime((filled.startMs + filled.endMs) / 2);
await benchPage(sandbox, token, 'first page', {});
await benchPage(sandbox, token, 'sparse department, first page', sparse);
await benchPage(
  sandbox,
  token,
  'sparse department, last page',
  sparse,
  'query',
  await lastToken(sandbox, token, sparse),
);
await benchPage(sandbox, token, 'one of 50 departments, first page', {
  department_ids: ['6903000000000000051'],
});
await benchPage(sandbox, token, 'three of seven job families', half);
await benchPage(sandbox, token, 'department of nobody', { department_ids: ['6903000000000099991'] });
await benchPage(sandbox, token, 'an item of a third of all', { item_ids: ['7411039006180312620'] });
await benchPage(sandbox, token, 'created until now', { create_time_lte: now });
await benchPage(sandbox, token, 'created in the second half', { create_time_gte: middle });
await benchPage(sandbox, token, 'modified in the last seconds', {
  modify_time_gte: chinaTime(filled.endMs - 2000),
});
await benchPage(sandbox, token, 'created in the second half', { create_time_gte: middle }, 'query_detail');
await benchPage(sandbox, token, '500 unique_ids', {
  unique_ids: Array.from({ length: 500 }, (_, n) => `bench-${n * 1999}`),
});
await benchPage(sandbox, token, 'first page', {}, 'query_detail');
await benchPage(sandbox, token, 'sparse department', sparse, 'query_detail');
await benchPage(sandbox, token, 'last page', {}, 'query', await lastToken(sandbox, token, {}));
await benchStamps(sandbox, token);
rmSync(folder, { recursive: true });
