// What became of a payment, in a word or two. `paid` and `set_up` mean that Feishu has it, to be paid out as it says: 已发放
// would be Feishu's own word for money that is out.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const statusSentences = {
  paid: { en: () => 'paid', zh: () => '已录入' },
  set_up: { en: () => 'set up', zh: () => '已设立' },
  changed: { en: () => 'changed', zh: () => '已更正' },
  removed: { en: () => 'removed', zh: () => '已删除' },
  already_there: { en: () => 'already there', zh: () => '已存在' },
  refused: { en: () => 'refused', zh: () => '被拒绝' },
  not_sent: { en: () => 'not sent', zh: () => '未提交' },
  unclear: { en: () => 'unclear', zh: () => '待核对' },
} satisfies Sentences;
