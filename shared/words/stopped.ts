// Why the command on a terminal stopped a job, as the job's report says it.

import type { Sentences } from './sentences.ts';

export const stoppedSentences = {
  by_hand: { en: () => 'it was stopped by hand', zh: () => '任务被手动中止' },
  terminal_closed: { en: () => 'its terminal was closed', zh: () => '终端已关闭' },
  parent_ended: { en: () => 'the command that had started it ended', zh: () => '启动任务的命令已结束' },
  without_reason: { en: () => 'it was stopped', zh: () => '任务已中止' },
  no_yes: { en: () => 'nobody said yes to it', zh: () => '没有人确认提交' },
  no_yes_to_the_rest: {
    en: () => 'nobody said yes to the rest of it',
    zh: () => '其余部分没有人确认提交',
  },
  next_run_goes_elsewhere: {
    en: () => 'the run that had it ended, and the next one goes elsewhere',
    zh: () => '原来的运行已结束，之后的运行目的地不同',
  },
} satisfies Sentences;
