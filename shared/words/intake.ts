// Why a message on the intake queue is set aside.

import type { Sentences } from './sentences.ts';
import { show } from './show.ts';

export const intakeSentences = {
  other_content: () => 'a message with this job was here before, with other content',
  no_plan_to_resume: () => 'there is no plan of this job to resume',
  resume_names_no_job: () => 'resume names no job',
  too_deep: ({ levels }: { levels: number }) => `the message is nested more than ${levels} levels deep`,
  no_event_of_s3: () => 'the message is no event of S3: no other message belongs on this queue',
  no_object: () => 'the message is not a JSON object',
  too_many_envelopes: ({ most }: { most: number }) => `the message is wrapped in more than ${most} envelopes`,
  operation_is_no_text: ({ operation }: { operation: unknown }) =>
    `operation is ${show(operation)}, expected text like lump_sum_payment.batch_create`,
  records_are_no_list: ({ records }: { records: unknown }) => `records is ${show(records)}, expected a list`,
  job_is_no_text: ({ job }: { job: unknown }) => `job is ${show(job)}, expected text`,
} satisfies Sentences;
