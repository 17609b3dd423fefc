// The language of what people read: that of the file or message, else that of the stage.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { planJson } from '../../shared/job/plan.ts';
import { say } from '../../shared/words/say.ts';
import { inEnglish } from '../in-english.ts';
import { aBonus, aRemoval } from '../records.ts';
import { reportWorld, type ReportWorld } from './harness.ts';

let english: ReportWorld;
let chinese: ReportWorld;
beforeAll(async () => {
  english = await reportWorld();
  chinese = await reportWorld({ settings: { LANGUAGE: 'zh' } });
});
afterAll(async () => {
  await english[Symbol.asyncDispose]();
  await chinese[Symbol.asyncDispose]();
});

const stage = (language: 'en' | 'zh') => (language === 'en' ? english : chinese);

let count = 0;
const create = 'lump_sum_payment/batch_create';
const lines = (...records: readonly object[]) => records.map((record) => JSON.stringify(record)).join('\n');
const drop = (ferry: ReportWorld, body: string, options = '', name = 'bonus.ndjson') => {
  count += 1;
  return ferry.drop(`${create}/max_rejected_percent=90/${options}${count}/${name}`, body);
};
const messages = (text = '') => [...text.matchAll(/"_message":"((?:[^"\\]|\\.)*)"/g)].map(([, told]) => told);

describe.each([
  ['zh', 'en', 'language=zh/'],
  ['zh', 'zh', ''],
  ['en', 'en', ''],
  ['en', 'zh', 'language=en/'],
] as const)('a job in %s, on a stage in %s', (language, ofStage, options) => {
  const isChinese = language === 'zh';

  it('has the messages of its rows in it, and those of Feishu as they came', async () => {
    const ferry = stage(ofStage);
    const bad = aBonus({ unique_id: 'b-4', issuance_frequency: 5 });
    const job = await drop(
      ferry,
      lines(...['b-1', 'b-2', 'b-3'].map((id) => aBonus({ unique_id: id })), bad),
      options,
    );
    expect(job.plan.options?.language).toBe(language);
    await ferry.settle(job, ({ row }) => {
      if (row === 1) return { status: 'refused', code: 21270223, message: '员工不存在' };
      return { status: 'unknown', code: 0, message: say('outcome.neither_before_nor_after') };
    });
    expect(messages(await ferry.file(job.name, 'failed.ndjson'))).toEqual([
      '员工不存在',
      isChinese ? '发放次数是 5，但发放明细有 2 条' : 'issuance_frequency is 5, but there are 2 details',
    ]);
    const neither = isChinese
      ? '这条记录既不是原来的样子，也不是更正后的样子'
      : 'the record is neither as it was nor as it was to become';
    expect(messages(await ferry.file(job.name, 'unclear.ndjson'))).toEqual([neither, neither]);
  });

  it('tells in it what its report says', async () => {
    const ferry = stage(ofStage);
    const job = await drop(ferry, lines(aBonus()), options);
    const plan = { ...job.plan, records: 2 };
    await ferry.put(planJson.key({ job: job.name }), JSON.stringify(plan));
    await ferry.journal(job, 0, { feishu_ahead_ms: 900_000 });
    await ferry.put(
      `jobs/${job.name}/abort`,
      JSON.stringify({ by: 'deliver', reason: say('job.most_were_refused', mostRefused) }),
    );
    const report = await ferry.settle(job, () => ({
      status: 'unsent',
      message: say('outcome.stopped_before_sent'),
    }));
    expect(report.reason).toEqual({
      say: 'job.most_were_refused',
      with: mostRefused,
      text: isChinese
        ? '一批 60 条记录中有 59 条被飞书拒绝，错误码 21270201：项目不存在'
        : '59 of 60 records of one batch were refused with 21270201: 项目不存在',
    });
    expect(report.mismatch).toEqual([
      {
        ...say('job.records_differ', { planned: 2, found: 1 }),
        text: isChinese ? '记录数：计划为 2，报告中实际为 1' : 'records: the plan says 2, the report finds 1',
      },
    ]);
    expect(report.notes).toEqual([
      {
        ...say('job.clocks_differ', { feishuAheadMs: 900_000 }),
        text: expect.stringContaining(
          isChinese ? '飞书的时钟比本系统的快约 15 分钟' : "Feishu's clock is about 15 minutes ahead of ours",
        ),
      },
    ]);
  });

  it('tells in it why the whole file is refused; the plan has only the sentence', async () => {
    const ferry = stage(ofStage);
    const job = await drop(ferry, lines(aBonus()), `${options}expected_records=3/`);
    expect(job.plan.reason).toEqual(say('file.other_count', { expected: 3, found: 1 }));
    expect((await ferry.report(job.name)).reason).toEqual({
      ...say('file.other_count', { expected: 3, found: 1 }),
      text: isChinese
        ? 'expected_records 是 3，但文件里实际有 1 条记录'
        : 'expected_records is 3, but the file holds 1',
    });
  });

  it('tells in it how to approve', async () => {
    const ferry = stage(ofStage);
    count += 1;
    const key = `lump_sum_payment/batch_remove/${options}${count}/remove.ndjson`;
    const { name } = await ferry.drop(key, lines(aRemoval()));
    const waiting = JSON.parse(await ferry.read(`reports/${name}/awaiting_approval.json`));
    const at = (what: string) => `jobs/${name}/${what}`;
    const put = (what: string) =>
      isChinese ? `上传任意一个文件，存为 ${at(what)}` : `put any object at ${at(what)}`;
    expect(waiting.to_approve).toEqual({
      ...say('job.put_object_at', { key: at('approved') }),
      text: put('approved'),
    });
    expect(waiting.to_stop).toEqual({
      ...say('job.put_object_at', { key: at('abort') }),
      text: put('abort'),
    });
  });
});

const mostRefused = { refused: 59, records: 60, code: 21270201, message: '项目不存在' };

describe('a message', () => {
  it('may name its language', async () => {
    const ferry = stage('en');
    const before = new Set(await ferry.jobs());
    const message = { operation: 'lump_sum_payment.batch_create', language: 'zh', records: [{}, aBonus()] };
    await ferry.publish({ ...message, max_rejected_percent: 10 });
    const name = (await ferry.jobs()).find((one) => !before.has(one)) ?? '';
    expect((await ferry.report(name)).reason?.text).toBe(
      '2 条记录中有 1 条未通过检查，超过 max_rejected_percent 允许的 10%',
    );
    expect(messages(await ferry.file(name, 'failed.json'))[0]).toMatch(/^unique_id 必填，但没有填写；/);
  });

  it('that cannot be read is set aside in the language of the stage', async () => {
    for (const [language, text] of [
      ['en', 'the message is not a JSON object'],
      ['zh', '该消息不是 JSON 对象'],
    ] as const) {
      const ferry = stage(language);
      await ferry.publish('nonsense');
      const [key = ''] = await ferry.keys('quarantine/');
      expect(JSON.parse(await ferry.read(key))).toMatchObject({ reason: { say: 'intake.no_object', text } });
    }
  });
});

describe('a language', () => {
  it.each([
    ['language=de/', 'language is "de", expected en or zh'],
    ['language=ZH/', 'language is "ZH", expected en or zh'],
    ['languag=zh/', 'nobody knows the option "languag", is it language?'],
    ['language=zh/language=en/', 'language is given twice, as "zh" and "en"'],
  ])('that nobody can tell stops the file: %s', async (options, sentence) => {
    const ferry = stage('en');
    const job = await drop(ferry, lines(aBonus()), options);
    expect(job.plan).toMatchObject({ state: 'rejected', batches: [] });
    expect(inEnglish(job.plan.reason)).toBe(sentence);
    expect((await ferry.report(job.name)).reason?.text).toBe(sentence);
  });

  it('of the stage is that of a file of which not even the options could be read', async () => {
    const ferry = stage('zh');
    const job = await drop(ferry, lines(aBonus()), 'language=de/');
    expect((await ferry.report(job.name)).reason?.text).toBe('language 的值是 "de"，应为 en 或 zh');
  });
});
