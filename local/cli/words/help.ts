// The help: what each command and each flag does. Names, placeholders (FILE…, DIR) and columns are in flags/.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Known {
  readonly known: readonly string[];
}

export const helpSentences = {
  demo: () =>
    'Carries the sample files to the built-in sandbox, and exports what it then holds. It goes nowhere else, whatever the environment says.',
  carry: () =>
    'Carries your own files to Feishu, or to the sandbox, and brings back their reports. What an earlier carry with the same DIR has left open is finished first.',
  check: () =>
    'Judges files as carry would, row by row, and reports. Nothing is sent, and nothing leaves this machine.',
  export: ({ known }: Known) => `Takes a snapshot of what Feishu holds, or the sandbox: ${known.join(', ')}.`,
  keep: () =>
    'Stays up and carries what is dropped in ./inbox. It prints where its S3 and its queues are, and the key that they ask for. It never sends to a real Feishu.',
  jobs: () => 'Works on a stage in AWS, with the credentials and the region that the AWS command line uses.',
  jobs_redrive: ({ known }: Known) =>
    `Moves the dead letters of a queue back to where they work, when their cause is mended. QUEUE is ${known.join(', ')}.`,
  jobs_redrive_order: () =>
    'It receives, sends and deletes, so it also works in regions where SQS has no move task. The order within a message group is kept. Nothing is lost; if it is killed, ten messages may arrive twice, which pays nobody twice.',
  jobs_redrive_drops: () =>
    'Only S3 may write to the queue of drops. Its dead letters go to the intake queue, which starts the same jobs, but does not know who dropped the files.',
  jobs_redrive_rights: ({ rights }: { rights: readonly string[] }) =>
    `Rights: on the dead letters ${rights.slice(0, 4).join(', ')}; on the queue that takes them ${rights.slice(4).join(', ')}. With a KMS key also kms:Decrypt and kms:GenerateDataKey.`,
  exit_codes_of_redrive: () =>
    'Exit code: 0 all moved, 1 some were left, 2 the command, the credentials or a queue is not right and nothing was moved, 3 it was stopped or something broke, 130 interrupted.',

  flag_help: () => 'this page; docs/run.md tells the rest',
  flag_out: () =>
    'where the reports and snapshots go (out): DIR/reports/<job>/, DIR/snapshots/<resource>/; what is under way stands in DIR/.payferry/',
  flag_operation: () =>
    'what the files ask for, like lump_sum_payment.batch_create; not needed where the path says so: …/lump_sum_payment/batch_create/bonus.csv',
  flag_user_id_type: ({ known }: Known) => `what user_id is: ${known.join(', ')}`,
  flag_option: () => 'any other option of docs/files.md, like expected_records=1250',
  flag_dry_run: () => 'check the files and report; send nothing',
  flag_live: () =>
    'to a real Feishu, with FEISHU_BASE_URL, FEISHU_APP_ID and FEISHU_APP_SECRET in the environment: shows what would be sent, and asks',
  flag_yes: () => 'do not ask',
  flag_stage: () => 'the stage, like prod; it must be given',
  flag_region: () => 'the AWS region; else that of AWS_REGION or of the profile',
  flag_mode: ({ known }: Known) =>
    `${known.join(' or ')}: all, or what was modified since the last snapshot in DIR (full)`,
  flag_format: ({ known }: Known) => `${known.join(', ')} (ndjson)`,
  flag_filter: () =>
    'a filter of the query\'s page, like create_time_gte="2026-11-01 00:00:00"; a list has its values with commas between them',
  repeatable: ({ says }: { says: string }) => `${says}; can be repeated`,

  where_it_goes: () =>
    'Where it goes: to a sandbox that starts and ends with the command, or to FEISHU_BASE_URL if that is set.',
  exit_codes: () =>
    'Exit code: 0 every row went through, 1 some rows did not, 2 the command is not right, 3 a job was stopped or something broke, 130 interrupted.',
  exit_codes_of_demo: () =>
    'Exit code: 0 all ended as they should, 1 something did not, 3 something broke, 130 interrupted.',
  more_help_of_jobs: () => '`payferry jobs COMMAND --help` tells its flags.',
  more_help: () =>
    '`payferry COMMAND --help` tells its flags, docs/run.md the rest. In a clone it is `npx payferry`. The old names stand for it:',
} satisfies Sentences;
