// Sentences about jobs that earlier runs have left unfinished, and about those that this run leaves.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface FileAtService {
  readonly file: string;
  readonly baseUrl: string;
  readonly appId: string;
}

interface Out {
  readonly out: string;
}

interface File {
  readonly file: string;
}

interface Files {
  readonly files: readonly string[];
}

interface Home {
  readonly home: string;
}

interface Damaged {
  readonly broken: number;
  readonly store: string;
}

const goesOn = (out: string) =>
  `What is under way is kept in ${out}/.payferry. The same command, or any carry with --out ${out} to the same service, goes on from there and brings the report.`;
const jiXu = (out: string) =>
  `未完成的任务保存在 ${out}/.payferry。再运行一次同样的命令，或用同样的 FEISHU_BASE_URL 和应用运行任意一次 carry --out ${out}，就会接着完成并取回报告。`;

export const unfinishedSentences = {
  goes_on: {
    en: ({ out }: Out) => goesOn(out),
    zh: ({ out }: Out) => jiXu(out),
  },
  still_open: {
    en: ({ files, out }: Files & Out) => `Still open: ${files.join(', ')}. ${goesOn(out)}`,
    zh: ({ files, out }: Files & Out) => `尚未完成：${files.join('、')}。${jiXu(out)}`,
  },
  still_open_for_service: {
    en: ({ files, home }: Files & Home) =>
      `Still open in ${home}: ${files.join(', ')}, on the way to a service when an earlier run ended. It is left as it is: carry with that FEISHU_BASE_URL and app finishes it.`,
    zh: ({ files, home }: Files & Home) =>
      `${home} 里还有未完成的任务：${files.join('、')}。上次运行没有提交完就结束了，这次不处理：请用当时的 FEISHU_BASE_URL 和应用运行 carry 来完成。`,
  },
  busy_for_service: {
    en: ({ home }: Home) => `Another payferry is at work in ${home}, on the way to a service.`,
    zh: ({ home }: Home) => `另一个 payferry 正在使用 ${home} 提交文件。`,
  },
  sandbox_is_gone: {
    en: ({ files }: Files) =>
      `Dropped: ${files.join(', ')}, on the way to a sandbox that ended with its run. Nothing of it was paid.`,
    zh: ({ files }: Files) =>
      `已丢弃：${files.join('、')}。当时提交到沙箱，而沙箱已随那次运行结束，没有任何真实发放。`,
  },

  same_file: {
    en: ({ file }: File) =>
      `${file} was begun by an earlier run: it is that job, and not carried a second time.`,
    zh: ({ file }: File) => `${file} 上次运行时已开始：按原任务继续，不会重复提交。`,
  },
  never_sent: {
    en: ({ file }: File) =>
      `${file}, left by an earlier run, was not sent: it ended before anybody had said yes. It is dropped.`,
    zh: ({ file }: File) =>
      `${file} 是上次运行留下的任务，没有提交过：那次运行还没有人确认就结束了。该任务现已丢弃。`,
  },
  ended_before: {
    en: ({ file, baseUrl, appId }: FileAtService) =>
      `${file}, which an earlier run had brought to its end at ${baseUrl} as app ${appId}, as its report says:`,
    zh: ({ file, baseUrl, appId }: FileAtService) =>
      `${file} 上次运行时已在 ${baseUrl} 处理完毕（应用 ${appId}），报告如下：`,
  },
  goes_elsewhere: {
    en: ({ file, baseUrl, appId }: FileAtService) =>
      `${file} was on its way to ${baseUrl} as app ${appId}, where this command does not go: it is reported as it stands.`,
    zh: ({ file, baseUrl, appId }: FileAtService) =>
      `${file} 原来的目的地是 ${baseUrl}（应用 ${appId}），与这次不同：按目前的状态出具报告。`,
  },
  damaged: {
    en: ({ broken, store }: Damaged) =>
      `${broken} of the files in which an earlier run kept what was under way cannot be read (they lie in ${store}/*/broken). Nothing was sent now. Look up in Feishu what became of its records, then move ${store} away; a create that is carried again finds by its unique_id what is there`,
    zh: ({ broken, store }: Damaged) =>
      `上次运行保存的未完成数据中，有 ${broken} 个文件无法读取（在 ${store}/*/broken）。这次没有提交任何记录。请先到飞书核对那些记录的结果，再把 ${store} 移走；之后重新提交时，会按 unique_id 识别飞书里已经创建的记录`,
  },
} satisfies Sentences;
