// The examples of docs/contracts.md, given to the code that reads such messages.

import { beforeAll, describe, expect, it } from 'vitest';

import { readMessage } from '../../functions/split/trigger/read-message.ts';
import { jobOfMessage } from '../../shared/job/job-id.ts';
import { readExportMessage } from '../../shared/run/message.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { tell } from '../../shared/words/render.ts';
import { isSay, say } from '../../shared/words/say.ts';
import { docBlocks, type DocBlock } from '../doc-blocks.ts';

let blocks: readonly DocBlock[];
beforeAll(async () => {
  blocks = await docBlocks('contracts.md');
});

function example(name: string): JsonObject {
  const found = readJson(blocks.find(({ info }) => info === `json ${name}`)?.text ?? '');
  if (!isJsonObject(found)) throw new Error(`docs/contracts.md has no object "json ${name}"`);
  return found;
}

/** The records that split would read from this message. */
function recordsOf(body: string): readonly unknown[] {
  const intake = readMessage(body);
  if (intake.kind !== 'job') throw new Error(`not a job: ${JSON.stringify(intake)}`);
  expect(intake.message).toMatchObject({ operation: 'lump_sum_payment.batch_create' });
  expect(intake.message.key).toMatch(/^[a-z0-9-]{1,40}$/);
  const records = readJson(intake.message.records);
  return Array.isArray(records) ? records : [];
}

function faultsOf(records: readonly unknown[]) {
  const operation = writeOperations.find(({ name }) => name === 'lump_sum_payment.batch_create');
  if (!operation) throw new Error('there is no such operation');
  expect(records.length).toBeGreaterThan(0);
  return records.flatMap((record) => judgeRecord(operation, record));
}

describe('what the page shows publishers', () => {
  it('is a message that can be sent as it is', () => {
    expect(faultsOf(recordsOf(JSON.stringify(example('message'))))).toEqual([]);
  });

  it('is what a topic makes of one', () => {
    expect(faultsOf(recordsOf(JSON.stringify(example('sns'))))).toEqual([]);
  });

  it('is an event whose detail is one', () => {
    const entries = readJson(blocks.find(({ info }) => info === 'json entries')?.text ?? '');
    const [entry] = Array.isArray(entries) ? entries : [];
    // The event that EventBridge makes of an entry of put-events.
    const event = {
      version: '0',
      'detail-type': entry.DetailType,
      source: entry.Source,
      detail: readJson(entry.Detail),
    };
    expect(faultsOf(recordsOf(JSON.stringify(event)))).toEqual([]);
  });

  it('is a state machine that publishes one, and waits for the report of that job', () => {
    const { records } = example('message');
    const machine = JSON.stringify(example('states'))
      .replaceAll('"{% $states.input.records %}"', JSON.stringify(records))
      .replaceAll('"{% $states.input.job %}"', '"payroll-2026-11"');
    const { States } = JSON.parse(machine);
    expect(faultsOf(recordsOf(JSON.stringify(States.Publish.Arguments.MessageBody)))).toEqual([]);
    // The job id must be computed with Step Functions' own hash function.
    expect(States.Publish.Assign.report).toContain(
      `$substring($hash('["job","' & $states.input.job & '"]', 'SHA-256'), 0, 16)`,
    );
    expect(namesOf(States).filter((name) => !(name in States))).toEqual([]);
  });

  it('says truly what a job is called', () => {
    expect(jobOfMessage('payroll-2026-11', '')).toBe('intake-payroll-2026-11-bcde10fc40639ab7');
  });
});

/** The names of the states to which these states lead. */
function namesOf(states: Record<string, { Next?: string; Default?: string; Choices?: { Next: string }[] }>) {
  return Object.values(states).flatMap(({ Next, Default, Choices = [] }) =>
    [Next, Default, ...Choices.map((choice) => choice.Next)].filter((name) => name !== undefined),
  );
}

describe('what the page shows readers', () => {
  it('is a sentence as it is stored, and as it is told', () => {
    const sentence = example('sentence');
    expect(sentence).toEqual(say('file.other_count', { expected: 1250, found: 1249 }));
    expect(example('told')).toEqual(isSay(sentence) ? tell(sentence, 'en') : 'no sentence');
  });

  it('is a pattern that lets reports through, and nothing else of a job', () => {
    const { detail } = JSON.parse(JSON.stringify(example('pattern')));
    const [{ wildcard }] = detail.object.key;
    const pattern = new RegExp(`^${wildcard.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    const job = '20261120T034501Z-november-bonuses-46b9fa98c8eea16a';
    expect(pattern.test(`reports/${job}/report.json`)).toBe(true);
    for (const other of [`reports/${job}/failed.csv`, `jobs/${job}/plan.json`, `reports/${job}/report.jsonl`])
      expect(pattern.test(other)).toBe(false);
  });
});

describe('what the page shows to ask for exports', () => {
  it('is a message that export reads', () => {
    expect(readExportMessage(JSON.stringify(example('export')), 'open_id')).toMatchObject({
      kind: 'message',
    });
  });

  it('is a schedule whose message export reads, once the scheduler has put the time in', () => {
    const { Input } = example('target');
    const body = String(Input).replace('<aws.scheduler.scheduled-time>', '2026-11-23T19:00:00Z');
    expect(readExportMessage(body, 'open_id')).toMatchObject({ kind: 'message' });
  });
});
