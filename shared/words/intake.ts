// Why a message on the intake queue is set aside.

import type { Sentences } from './sentences.ts';
import { en, zh, type Shown } from './show.ts';

export const intakeSentences = {
  other_content: {
    en: () => 'a message with this job was here before, with other content',
    zh: () => '此前已收到同一任务的消息，但内容不同',
  },
  no_plan_to_resume: {
    en: () => 'there is no plan of this job to resume',
    zh: () => '该任务没有可以继续执行的计划',
  },
  resume_names_no_job: { en: () => 'resume names no job', zh: () => 'resume 没有写明是哪个任务' },
  too_deep: {
    en: ({ levels }: { levels: number }) => `the message is nested more than ${levels} levels deep`,
    zh: ({ levels }: { levels: number }) => `该消息的层级超过 ${levels} 层`,
  },
  no_event_of_s3: {
    en: () => 'the message is no event of S3: no other message belongs on this queue',
    zh: () => '该消息不是 S3 事件：这个队列只接收 S3 事件',
  },
  no_object: { en: () => 'the message is not a JSON object', zh: () => '该消息不是 JSON 对象' },
  too_many_envelopes: {
    en: ({ most }: { most: number }) => `the message is wrapped in more than ${most} envelopes`,
    zh: ({ most }: { most: number }) => `该消息的外层封装超过 ${most} 层`,
  },
  operation_is_no_text: {
    en: ({ operation }: { operation: Shown }) =>
      `operation is ${en.value(operation)}, expected text like lump_sum_payment.batch_create`,
    zh: ({ operation }: { operation: Shown }) =>
      zh.text`operation ${zh.is(operation)}，应为文本，如 lump_sum_payment.batch_create`,
  },
  records_are_no_list: {
    en: ({ records }: { records: Shown }) => `records is ${en.value(records)}, expected a list`,
    zh: ({ records }: { records: Shown }) => zh.text`records ${zh.is(records)}，应为列表`,
  },
  job_is_no_text: {
    en: ({ job }: { job: Shown }) => `job is ${en.value(job)}, expected text`,
    zh: ({ job }: { job: Shown }) => zh.text`job ${zh.is(job)}，应为文本`,
  },
} satisfies Sentences;
