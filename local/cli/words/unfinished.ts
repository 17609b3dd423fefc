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
  `未完成的任务保存在 ${out}/.payferry。再次执行同一命令，或对同一服务执行任何带 --out ${out} 的 carry，就会从那里继续并取回报告。`;

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
      `${home} 里尚未完成：${files.join('、')}，上次运行结束时正送往某个服务。现在保持原样：用当时的 FEISHU_BASE_URL 和应用执行 carry 即可完成。`,
  },
  busy_for_service: {
    en: ({ home }: Home) => `Another payferry is at work in ${home}, on the way to a service.`,
    zh: ({ home }: Home) => `另一个 payferry 正在使用 ${home}，把文件送往某个服务。`,
  },
  sandbox_is_gone: {
    en: ({ files }: Files) =>
      `Dropped: ${files.join(', ')}, on the way to a sandbox that ended with its run. Nothing of it was paid.`,
    zh: ({ files }: Files) =>
      `已丢弃：${files.join('、')}，当时送往的沙箱已随那次运行结束。其中没有任何真实发放。`,
  },

  same_file: {
    en: ({ file }: File) =>
      `${file} was begun by an earlier run: it is that job, and not carried a second time.`,
    zh: ({ file }: File) => `${file} 上次运行时已开始：按原任务继续，不再重复送出。`,
  },
  never_sent: {
    en: ({ file }: File) =>
      `${file}, left by an earlier run, was not sent: it ended before anybody had said yes. It is dropped.`,
    zh: ({ file }: File) => `${file} 是上次运行留下的，没有提交：那次运行在有人确认之前就结束了。现已丢弃。`,
  },
  ended_before: {
    en: ({ file, baseUrl, appId }: FileAtService) =>
      `${file}, which an earlier run had brought to its end at ${baseUrl} as app ${appId}, as its report says:`,
    zh: ({ file, baseUrl, appId }: FileAtService) =>
      `${file} 在上次运行时已以应用 ${appId} 的身份在 ${baseUrl} 处理完毕，报告如下：`,
  },
  goes_elsewhere: {
    en: ({ file, baseUrl, appId }: FileAtService) =>
      `${file} was on its way to ${baseUrl} as app ${appId}, where this command does not go: it is reported as it stands.`,
    zh: ({ file, baseUrl, appId }: FileAtService) =>
      `${file} 原本以应用 ${appId} 的身份送往 ${baseUrl}，与本命令的去向不同：按目前的状态出报告。`,
  },
  damaged: {
    en: ({ broken, store }: Damaged) =>
      `${broken} of the files in which an earlier run kept what was under way cannot be read (they lie in ${store}/*/broken). Nothing was sent now. Look up in Feishu what became of its records, then move ${store} away; a create that is carried again finds by its unique_id what is there`,
    zh: ({ broken, store }: Damaged) =>
      `上次运行保存的未完成数据中，有 ${broken} 个文件无法读取（在 ${store}/*/broken）。这次没有提交任何记录。请先到飞书核对那些记录的结果，再把 ${store} 移走；重新送出的创建会按 unique_id 找到已有的记录`,
  },
} satisfies Sentences;
