// What is said at once when a run ends early. Why a job was stopped, as its report says it, is in shared/words/stopped.ts.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const endingSentences = {
  stopping: {
    en: () => 'Stopping: no further call is made, and what is under way is reported. Again: at once.',
    zh: () => '正在停止：不再提交新的记录，正在进行的部分会写入报告。再按一次 Ctrl-C 立即退出。',
  },
  stopping_after_batch: {
    en: () => 'Stopping after the batch under way. Again: at once.',
    zh: () => '当前这一批完成后停止。再按一次 Ctrl-C 立即退出。',
  },
  stopped: { en: () => 'Stopped.', zh: () => '已停止。' },
} satisfies Sentences;
