// The help: what each command and each flag does. Names, placeholders (FILE…, DIR) and columns are in flags/.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Known {
  readonly known: readonly string[];
}

interface Rights {
  /** Four on the queue of dead letters, then those on the queue that takes them. */
  readonly rights: readonly string[];
}

export const helpSentences = {
  demo: {
    en: () =>
      'Carries the sample files to the built-in sandbox, and exports what it then holds. It goes nowhere else, whatever the environment says.',
    zh: () => '把样例文件提交到内置沙箱，再导出沙箱里的记录。无论环境变量怎么设置，都不会提交到别处。',
  },
  carry: {
    en: () =>
      'Carries your own files to Feishu, or to the sandbox, and brings back their reports. What an earlier carry with the same DIR has left open is finished first.',
    zh: () => '把您自己的文件提交到飞书或沙箱，并取回报告。同一 --out 文件夹里上次没有完成的任务会先完成。',
  },
  check: {
    en: () =>
      'Judges files as carry would, row by row, and reports. Nothing is sent, and nothing leaves this machine.',
    zh: () => '按 carry 的规则逐行检查文件，并出具报告。不提交任何记录，数据不离开本机。',
  },
  export: {
    en: ({ known }: Known) => `Takes a snapshot of what Feishu holds, or the sandbox: ${known.join(', ')}.`,
    zh: ({ known }: Known) => `把飞书或沙箱里的记录导出为快照：${known.join('、')}。`,
  },
  keep: {
    en: () =>
      'Stays up and carries what is dropped in ./inbox. It prints where its S3 and its queues are, and the key that they ask for. It never sends to a real Feishu.',
    zh: () =>
      '持续运行，自动提交放进 ./inbox 的文件。会显示本机 S3 和队列的地址，以及访问它们的密钥。不会提交到真实的飞书。',
  },
  jobs: {
    en: () => 'Works on a stage in AWS, with the credentials and the region that the AWS command line uses.',
    zh: () => '管理部署在 AWS 上的环境，凭证和区域与 AWS 命令行相同。',
  },
  jobs_redrive: {
    en: ({ known }: Known) =>
      `Moves the dead letters of a queue back to where they work, when their cause is mended. QUEUE is ${known.join(', ')}.`,
    zh: ({ known }: Known) => `原因排除后，把队列里的死信重新投递。QUEUE 可以是 ${known.join('、')}。`,
  },
  jobs_redrive_order: {
    en: () =>
      'It receives, sends and deletes, so it also works in regions where SQS has no move task. The order within a message group is kept. Nothing is lost; if it is killed, ten messages may arrive twice, which pays nobody twice.',
    zh: () =>
      '逐条接收、发送、删除，因此在 SQS 没有移动任务的区域也能用。同一消息组内的顺序不变。消息不会丢失；中途被强行结束时，最多有十条消息会到达两次，但不会重复发放。',
  },
  jobs_redrive_drops: {
    en: () =>
      'Only S3 may write to the queue of drops. Its dead letters go to the intake queue, which starts the same jobs, but does not know who dropped the files.',
    zh: () => '只有 S3 能写入 drops 队列，因此它的死信移到 intake 队列：任务不变，但不再知道文件是谁放入的。',
  },
  jobs_redrive_rights: {
    en: ({ rights }: Rights) =>
      `Rights: on the dead letters ${rights.slice(0, 4).join(', ')}; on the queue that takes them ${rights.slice(4).join(', ')}. With a KMS key also kms:Decrypt and kms:GenerateDataKey.`,
    zh: ({ rights }: Rights) =>
      `所需权限：对死信队列 ${rights.slice(0, 4).join('、')}；对接收队列 ${rights.slice(4).join('、')}。使用 KMS 密钥时还需要 kms:Decrypt 和 kms:GenerateDataKey。`,
  },
  exit_codes_of_redrive: {
    en: () =>
      'Exit code: 0 all moved, 1 some were left, 2 the command, the credentials or a queue is not right and nothing was moved, 3 it was stopped or something broke, 130 interrupted.',
    zh: () => '退出码：0 全部投递；1 有剩余；2 命令、凭证或队列有误，没有投递；3 被停止或出错；130 被中断。',
  },

  flag_help: { en: () => 'this page; docs/run.md tells the rest', zh: () => '显示本页；详见 docs/run.md' },
  flag_language: {
    en: () =>
      'the language of what is shown, and of the messages in the reports; else that of LC_ALL, LC_MESSAGES or LANG',
    zh: () => '显示的内容和报告里的说明用哪种语言；不写时依次看 LC_ALL、LC_MESSAGES、LANG',
  },
  flag_out: {
    en: () =>
      'where the reports and snapshots go (out): DIR/reports/<job>/, DIR/snapshots/<resource>/; what is under way stands in DIR/.payferry/',
    zh: () =>
      '存放报告和快照的文件夹（默认 out）：DIR/reports/<job>/、DIR/snapshots/<resource>/；未完成的任务保存在 DIR/.payferry/',
  },
  flag_operation: {
    en: () =>
      'what the files ask for, like lump_sum_payment.batch_create; not needed where the path says so: …/lump_sum_payment/batch_create/bonus.csv',
    zh: () =>
      '文件要做的操作，如 lump_sum_payment.batch_create；路径里已写明时可以不写：…/lump_sum_payment/batch_create/bonus.csv',
  },
  flag_user_id_type: {
    en: ({ known }: Known) => `what user_id is: ${known.join(', ')}`,
    zh: ({ known }: Known) => `user_id 的类型：${known.join('、')}`,
  },
  flag_option: {
    en: () => 'any other option of docs/files.md, like expected_records=1250',
    zh: () => 'docs/files.md 里的其他选项，如 expected_records=1250',
  },
  flag_dry_run: {
    en: () => 'check the files and report; send nothing',
    zh: () => '只检查文件并出具报告，不提交',
  },
  flag_live: {
    en: () =>
      'to a real Feishu, with FEISHU_BASE_URL, FEISHU_APP_ID and FEISHU_APP_SECRET in the environment; before anything is sent it shows what that would be, and asks',
    zh: () =>
      '连接真实的飞书，需先设置环境变量 FEISHU_BASE_URL、FEISHU_APP_ID 和 FEISHU_APP_SECRET；提交记录之前，会显示要提交的内容，并请您确认',
  },
  flag_yes: { en: () => 'do not ask', zh: () => '不再询问，直接执行' },
  flag_accept: {
    en: ({ known }: Known) =>
      `without a terminal: send also what is held for these reasons, for somebody has looked: ${known.join(', ')}`,
    zh: ({ known }: Known) =>
      `没有终端时使用：因这些原因暂缓的文件已核对，可以提交；可选 ${known.join('、')}`,
  },
  flag_stage: { en: () => 'the stage, like prod; it must be given', zh: () => '环境，如 prod；必须写明' },
  flag_region: {
    en: () => 'the AWS region; else that of AWS_REGION or of the profile',
    zh: () => 'AWS 区域；不写时取 AWS_REGION 或配置文件里的区域',
  },
  flag_mode: {
    en: ({ known }: Known) =>
      `${known.join(' or ')}: all, or what was modified since the last snapshot in DIR (full)`,
    zh: ({ known }: Known) =>
      `${known.join(' 或 ')}：全部记录，或 DIR 里上一个快照之后更改过的记录（默认 full）`,
  },
  flag_format: {
    en: ({ known }: Known) => `${known.join(', ')} (ndjson)`,
    zh: ({ known }: Known) => `格式：${known.join('、')}（默认 ndjson）`,
  },
  flag_filter: {
    en: () =>
      'a filter of the query\'s page, like create_time_gte="2026-11-01 00:00:00"; a list has its values with commas between them',
    zh: () => '飞书查询接口文档里的筛选条件，如 create_time_gte="2026-11-01 00:00:00"；多个值用半角逗号隔开',
  },
  repeatable: {
    en: ({ says }: { says: string }) => `${says}; can be repeated`,
    zh: ({ says }: { says: string }) => `${says}；可写多次`,
  },

  where_it_goes: {
    en: () =>
      'Where it goes: to a sandbox that starts and ends with the command, or to FEISHU_BASE_URL if that is set.',
    zh: () => '连接对象：默认是随命令启动和结束的沙箱；设置了 FEISHU_BASE_URL 时是该地址。',
  },
  exit_codes: {
    en: () =>
      'Exit code: 0 every row went through, 1 some rows did not, 2 the command is not right, 3 a job was stopped or something broke, 130 interrupted.',
    zh: () => '退出码：0 每行都成功；1 有的行未成功；2 命令有误；3 任务中止或出错；130 被中断。',
  },
  exit_codes_of_demo: {
    en: () =>
      'Exit code: 0 all ended as they should, 1 something did not, 3 something broke, 130 interrupted.',
    zh: () => '退出码：0 结果都符合预期；1 有的不符合；3 出错；130 被中断。',
  },
  every_command: {
    en: ({ known }: Known) =>
      `Every command takes --language ${known.join('|')}. Without it the first of LC_ALL, LC_MESSAGES and LANG that is set decides: Chinese for zh…, else English.`,
    zh: ({ known }: Known) =>
      `每个命令都可以加 --language ${known.join('|')}。不加时由 LC_ALL、LC_MESSAGES、LANG 中第一个已设置的决定：zh 开头为中文，其余为英文。`,
  },
  more_help_of_jobs: {
    en: () => '`payferry jobs COMMAND --help` tells its flags.',
    zh: () => '各命令的参数见 `payferry jobs COMMAND --help`。',
  },
  more_help: {
    en: () =>
      '`payferry COMMAND --help` tells its flags, docs/run.md the rest. In a clone it is `npx payferry`. The old names stand for it:',
    zh: () =>
      '各命令的参数见 `payferry COMMAND --help`，其余见 docs/run.md。在项目文件夹里请写成 `npx payferry`。以前的写法对应如下：',
  },
} satisfies Sentences;
