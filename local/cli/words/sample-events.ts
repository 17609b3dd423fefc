// What `npm run events` says, and why its folder cannot be used.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Folder {
  readonly folder: string;
}

export const sampleEventSentences = {
  up: {
    en: () => 'The world of the sample events is up. In another terminal:',
    zh: () => '样例事件的环境已启动。请在另一个终端执行：',
  },
  how_to_end: {
    en: () => 'What they write shows here. Ctrl-C ends it.',
    zh: () => '写入的内容会显示在这里。按 Ctrl-C 结束。',
  },
  no_folder: {
    en: ({ folder }: Folder) => `${folder} is no folder: remove it, and start again.`,
    zh: ({ folder }: Folder) => `${folder} 不是文件夹：请删除它，再重新启动。`,
  },
  of_other_user: {
    en: ({ folder }: Folder) => `${folder} belongs to another user: remove it, and start again.`,
    zh: ({ folder }: Folder) => `${folder} 属于另一个用户：请删除它，再重新启动。`,
  },
} satisfies Sentences;
