import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { statuses as meanings, type Status } from '../../../shared/job/outcomes.ts';
import type { Report } from '../../../shared/job/report.ts';
import { exitCodeOf, firstRows, readResult } from '../report/result.ts';
import { createScreen, type Screen } from './screen.ts';
import { tellResult } from './tell-result.ts';
import { tellSummary } from './tell-summary.ts';

interface Row {
  readonly status: Status;
  readonly code?: number;
  readonly message?: string;
}

describe('why a row did not go through', () => {
  it.each<[string, Row, string]>([
    ['is told where nobody knows', { status: 'unknown', message: 'look it up' }, 'look it up'],
    [
      'is told where it was not sent',
      { status: 'unsent', message: 'the job was stopped' },
      'the job was stopped',
    ],
    ['is told where Feishu gave no code', { status: 'refused', message: 'too large' }, 'too large'],
    [
      'is told with its code and advice',
      { status: 'refused', code: 99991672, message: 'no scope' },
      'no scope (99991672). Ask for the scope that the message names in the developer console and have it approved.',
    ],
    [
      'is told as it is where nobody could compare: it says what to do',
      { status: 'exists_unchecked', code: 21270202, message: 'it is there: look in Feishu' },
      'it is there: look in Feishu (21270202)',
    ],
    ['is empty where it went through', { status: 'created', message: 'ok' }, ''],
    ['is empty where it was there', { status: 'already_exists', code: 21270202, message: 'there' }, ''],
  ])('%s', async (_, row, why) => {
    const { rows } = await told([row]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^ {2}\S.* row 2 /);
    expect(rows[0]?.split('b-2')[1]?.trim()).toBe(why);
  });
});

describe('the summary', () => {
  it('does not call refused what was only not sent', async () => {
    const { summed } = await told([
      { status: 'created' },
      { status: 'rejected', code: -1, message: 'no amount' },
      { status: 'unsent', message: 'given up' },
      { status: 'unsent', message: 'given up' },
    ]);
    expect(summed).toEqual([
      'file | rows | payments | went through | already there | refused | not sent | unclear | why',
      'bonus.csv | 4 | 4 | 1 paid | 0 | 1 | 2 | 0 | refused: row 3; not sent: row 4, 5',
    ]);
  });

  it('has no column for it where all was sent', async () => {
    const { summed } = await told([{ status: 'created' }]);
    expect(summed[0]).toBe('file | rows | payments | went through | already there | refused | unclear | why');
  });

  it.each([
    ['rejected', 'bonus.csv | 2 | 2 | 0 | 0 | 2 | 0 | the whole file: wrong total'],
    ['dry_run', 'bonus.csv | 2 | 2 | 0 | 0 | 1 | 0 | only checked, nothing sent: 1 payment would be'],
  ] as const)('has none either for a file that was never to be sent: %s', async (state, line) => {
    const rows = [{ status: 'unsent' }, { status: 'rejected', message: 'no amount' }] as const;
    const { summed } = await told(rows, { state, reason: { text: 'wrong total' } });
    expect(summed[1]).toBe(line);
  });

  it('ends with 1 where a row was not sent', async () => {
    const { exitCode } = await told([{ status: 'created' }, { status: 'unsent', message: 'given up' }]);
    expect(exitCode).toBe(1);
  });
});

describe('the first rows of a report', () => {
  const operation = 'lump_sum_payment.batch_create';
  const header = 'unique_id,details.issuance_amount,_row,_status,_code,_message';

  it('are all there, whatever ends a line in a text', async () => {
    const row = (text: string, at: number) =>
      JSON.stringify({ unique_id: `b-${at}`, _name: text, _row: at, _status: 'refused' });
    const lines = ['a\u2028b', 'a\u2029b', 'a\u0085b', 'plain'].map(row);
    const { rows } = await firstOf('failed.ndjson', `${lines.join('\n')}\n`);
    expect(rows.map(({ identity }) => identity)).toEqual(['b-0', 'b-1', 'b-2', 'b-3']);
  });

  it('are one for the rows of one record in a table, and one for each element in JSON', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `b,1,${index + 2},refused,1,no`);
    const table = await firstOf('failed.csv', [header, ...lines, 'c,1,100002,refused,1,no'].join('\r\n'));
    expect(table.rows.map(({ identity, rows }) => [identity, ...rows])).toEqual([
      ['b', '2', '100001'],
      ['c', '100002', '100002'],
    ]);
    const element = JSON.stringify({ unique_id: 'b', 'x.y': 1, _row: 1, _status: 'rejected' });
    expect((await firstOf('failed.json', `[\n${element},\n${element}\n]\n`)).rows).toHaveLength(2);
  });

  it('are read by the titles that people give their columns', async () => {
    const table = await firstOf(
      'failed.csv',
      [
        '姓名,员工 ID,unique_id,总金额（元）,币种ID,发放金额,_row,_status,_code,_message',
        '张伟,e1,b,3.00,686,1.00,2,refused,1,no',
        '张伟,e1,b,3.00,686,2.00,3,refused,1,no',
      ].join('\r\n'),
    );
    expect(table.rows).toEqual([
      {
        rows: ['2', '3'],
        identity: 'b',
        person: '张伟 e1',
        amount: '3.00',
        currency: '686',
        status: 'refused',
        code: 1,
        message: 'no',
        id: '',
      },
    ]);
  });

  it.each([
    ['succeeded.csv', `${header}\r\n`, (at: number) => `b-${at},1,${at},created,0,ok\r\n`],
    ['succeeded.ndjson', '', (at: number) => `{"unique_id":"b-${at}","_row":${at},"_status":"created"}\n`],
  ])('of %s are read and no more, and the file is closed', async (name, head, line) => {
    const many = Array.from({ length: 100_000 }, (_, index) => line(index + 2)).join('');
    const { rows, staysOpen: open } = await firstOf(name, head + many, 21);
    expect(rows).toHaveLength(21);
    expect(open).toBe(false);
  });

  async function firstOf(name: string, text: string, most = 10) {
    const folder = await mkdtemp(join(tmpdir(), 'payferry-rows-'));
    try {
      await writeReport(folder, [], { files: [name], operation });
      await writeFile(join(folder, name), text);
      const result = await readResult('bonus.csv', folder);
      const rows = await firstRows(result, name.split('.')[0] ?? '', most);
      return { rows, staysOpen: await staysOpen(join(folder, name)) };
    } finally {
      await rm(folder, { recursive: true });
    }
  }
});

/**
 * True: this process has the file open, and still had it after 1000 looks, because closing takes a few turns of the event
 * loop. False also where there is no /proc.
 */
async function staysOpen(path: string): Promise<boolean> {
  for (let turns = 0; turns < 1000; turns += 1) {
    const handles = await readdir('/proc/self/fd').catch(() => []);
    const linked = handles.map((handle) => readlink(join('/proc/self/fd', handle)).catch(() => ''));
    if (!(await Promise.all(linked)).includes(path)) return false;
  }
  return true;
}

async function told(rows: readonly Row[], end: Partial<Report> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'payferry-told-'));
  try {
    await writeReport(folder, rows, end);
    const result = await readResult('bonus.csv', folder);
    const shown = await linesOf((screen) => tellResult(result, screen, (id) => id));
    const summed = await linesOf((screen) => tellSummary([result], screen));
    return {
      rows: shown.filter((line) => line.includes(' row ')),
      summed: summed.map((line) => line.replaceAll(/ {2,}/g, ' | ')),
      exitCode: exitCodeOf(result),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What it prints, line by line. */
async function linesOf(tell: (screen: Screen) => Promise<void>): Promise<readonly string[]> {
  const lines: string[] = [];
  await tell(createScreen({ write: (text: string) => lines.push(text.trimEnd()) }, () => 0, 'en'));
  return lines;
}

async function writeReport(folder: string, rows: readonly Row[], end: Partial<Report>): Promise<void> {
  const files = new Map<string, string>();
  const statuses: Record<string, number> = {};
  for (const [at, { status, code = 0, message = '' }] of rows.entries()) {
    const file = `${meanings[status].file}.ndjson`;
    const row = { unique_id: `b-${at + 2}`, _row: at + 2, _status: status, _code: code, _message: message };
    files.set(file, `${files.get(file) ?? ''}${JSON.stringify(row)}\n`);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  for (const [file, text] of files) await writeFile(join(folder, file), text);
  const report = {
    v: 2,
    job: 'a-job',
    operation: 'lump_sum_payment.batch_create',
    source: { name: 'bonus.csv' },
    state: 'complete_with_errors',
    rows: rows.length,
    records: rows.length,
    by_status: statuses,
    by_code: {},
    totals: { by_currency: {}, uncounted: 0 },
    calls: 1,
    throttled: 0,
    files: [...files.keys()],
    started_at: '2026-11-20T01:00:00.000Z',
    finished_at: '2026-11-20T01:00:01.000Z',
    ...end,
  };
  await writeFile(join(folder, 'report.json'), JSON.stringify(report));
}
