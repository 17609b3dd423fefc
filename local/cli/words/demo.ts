// What the demo says of the sample files, of the sandbox and the snapshots after them, and of what was not as expected.

import type { Language, Sentences } from '../../../shared/words/sentences.ts';

interface Sample {
  readonly number: number;
  readonly file: string;
  /** The sentence of the sample in events/samples/samples.json. */
  readonly says: Readonly<Record<Language, string>>;
}

interface Difference {
  readonly count: keyof typeof counted;
  readonly found: number;
  readonly expected: number;
}

interface OtherCounts {
  readonly file: string;
  readonly differences: readonly Difference[];
}

interface Held {
  readonly resource: string;
  readonly found: number;
  readonly expected: number;
}

interface Holds {
  readonly bonuses: number;
  readonly allowances: number;
}

const counted = {
  succeeded: { en: 'succeeded', zh: '成功' },
  already_there: { en: 'already there', zh: '已存在' },
  refused: { en: 'refused', zh: '被拒绝' },
  not_sent: { en: 'not sent', zh: '未提交' },
  unclear: { en: 'unclear', zh: '待核对' },
} as const;

export const demoSentences = {
  sample: {
    en: ({ number, file, says }: Sample) => `${number}. ${file}: ${says.en}`,
    zh: ({ number, file, says }: Sample) => `${number}. ${file}：${says.zh}`,
  },
  ids_filled_in: {
    en: ({ ids }: { ids: number }) =>
      `${ids} ids were filled in from the report of an earlier file, as a person would`,
    zh: ({ ids }: { ids: number }) => `已从前面文件的报告中填入 ${ids} 个 ID（平时由人工填写）`,
  },
  removal_has_yes: {
    en: () => 'a removal waits until a person says yes: yes',
    zh: () => '删除需要人工确认：这里已代为确认',
  },
  sandbox_holds: {
    en: ({ bonuses, allowances }: Holds) =>
      `The sandbox now holds ${bonuses} bonuses and ${allowances} allowances. As snapshots:`,
    zh: ({ bonuses, allowances }: Holds) =>
      `沙箱里现有 ${bonuses} 笔奖金、${allowances} 笔津贴。导出的快照：`,
  },

  as_expected: {
    en: () => 'All files ended as they should: the refused rows are mistakes made on purpose.',
    zh: () => '所有文件的结果都符合预期：被拒绝的行是样例里故意写错的。',
  },
  not_as_expected: { en: () => 'Not as it should be:', zh: () => '与预期不符：' },
  other_counts: {
    en: ({ file, differences }: OtherCounts) =>
      `${file}: ${differences.map(({ count, found, expected }) => `${counted[count].en} ${found} instead of ${expected}`).join(', ')}`,
    zh: ({ file, differences }: OtherCounts) =>
      `${file}：${differences.map(({ count, found, expected }) => `${counted[count].zh} ${found}，应为 ${expected}`).join('；')}`,
  },
  other_in_sandbox: {
    en: ({ resource, found, expected }: Held) =>
      `the sandbox should hold ${expected} of ${resource}, not ${found}`,
    zh: ({ resource, found, expected }: Held) => `沙箱里应有 ${expected} 条 ${resource}，实际有 ${found} 条`,
  },
  other_in_snapshots: {
    en: ({ resource, found, expected }: Held) =>
      `the snapshots should hold ${expected} of ${resource}, not ${found}`,
    zh: ({ resource, found, expected }: Held) => `快照里应有 ${expected} 条 ${resource}，实际有 ${found} 条`,
  },
} satisfies Sentences;
