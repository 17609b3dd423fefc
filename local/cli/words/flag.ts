// What is wrong with a command line, and where its flags are listed.

import type { Sentences } from '../../../shared/words/sentences.ts';

interface Unknown {
  readonly given: string;
  /** The known name that is probably meant; undefined where none is near. */
  readonly meant: string | undefined;
  readonly known: readonly string[];
}

interface UnknownFlag {
  /** With its hyphens, as it was given. */
  readonly given: string;
  /** The known flag that is probably meant, without hyphens; undefined where none is near. */
  readonly meant: string | undefined;
}

interface Flag {
  readonly flag: string;
}

interface Given {
  readonly given: string;
}

interface Known {
  readonly known: readonly string[];
}

interface GivenTwice extends Flag {
  readonly values: readonly string[];
}

export const flagSentences = {
  flag_unknown: {
    en: ({ given, meant }: UnknownFlag) =>
      `Unknown option '${given}'${meant === undefined ? '' : `, is it --${meant}?`}`,
    zh: ({ given, meant }: UnknownFlag) =>
      `参数“${given}”无法识别${meant === undefined ? '' : `，是不是“--${meant}”？`}`,
  },
  value_missing: {
    en: ({ flag }: Flag) => `Option '--${flag} <value>' argument missing`,
    zh: ({ flag }: Flag) => `--${flag} 后面没有写值`,
  },
  value_like_flag: {
    en: ({ flag, given }: Flag & Given) =>
      `Option '--${flag}' argument is ambiguous: write --${flag}=${given} if ${given} is meant`,
    zh: ({ flag, given }: Flag & Given) =>
      `--${flag} 后面的值像是参数：如果值就是 ${given}，请写成 --${flag}=${given}`,
  },
  value_not_taken: {
    en: ({ flag }: Flag) => `Option '--${flag}' does not take an argument`,
    zh: ({ flag }: Flag) => `--${flag} 后面不能带值`,
  },
  argument_not_taken: {
    en: ({ given }: Given) => `Unexpected argument '${given}'`,
    zh: ({ given }: Given) => `多写了“${given}”`,
  },
  given_twice: {
    en: ({ flag, values }: GivenTwice) => `--${flag} is given twice, as ${values.join(' and ')}`,
    zh: ({ flag, values }: GivenTwice) => `--${flag} 指定了两次，分别是 ${values.join(' 和 ')}`,
  },
  value_unknown: {
    en: ({ flag, ...unknown }: Unknown & Flag) => nobodyKnows(`--${flag}`, unknown),
    zh: ({ flag, ...unknown }: Unknown & Flag) => wuFaShiBie(`--${flag} 的值`, unknown),
  },
  resource_unknown: {
    en: (unknown: Unknown) => nobodyKnows('resource', unknown),
    zh: (unknown: Unknown) => wuFaShiBie('记录类型', unknown),
  },
  command_unknown: {
    en: ({ given, meant, known }: Unknown) =>
      `nobody knows the command "${given}", ${meant === undefined ? `there are ${known.join(', ')}` : `is it ${meant}?`}`,
    zh: (unknown: Unknown) => wuFaShiBie('命令', unknown),
  },
  pair_wrong: {
    en: ({ flag, given }: Flag & Given) => `--${flag} must look like name=value, not "${given}"`,
    zh: ({ flag, given }: Flag & Given) => `--${flag} 应写成“名称=值”，而不是“${given}”`,
  },
  out_empty: { en: () => '--out must name a folder', zh: () => '--out 后面要写文件夹' },
  file_twice: {
    en: ({ file }: { file: string }) => `${file} is given twice`,
    zh: ({ file }: { file: string }) => `${file} 指定了两次`,
  },
  file_missing: {
    en: ({ command }: { command: string }) => `name a file: payferry ${command} bonus.csv`,
    zh: ({ command }: { command: string }) => `请写明文件，如 payferry ${command} bonus.csv`,
  },
  resource_missing: {
    en: ({ known }: Known) => `name what to export: ${known.join(', ')}`,
    zh: ({ known }: Known) => `请写明要导出的记录类型：${known.join('、')}`,
  },
  resource_too_many: {
    en: ({ given }: Given) => `${given}: one resource at a time`,
    zh: ({ given }: Given) => `${given}：一次只能导出一种记录`,
  },
  not_with_export: {
    en: ({ given }: Given) => `${given} does not go with --export`,
    zh: ({ given }: Given) => `${given} 不能和 --export 一起用`,
  },
  only_with_export: {
    en: ({ flag }: Flag) => `--${flag} belongs to --export`,
    zh: ({ flag }: Flag) => `--${flag} 只能和 --export 一起用`,
  },
  keep_is_never_live: {
    en: () => '--keep never sends to a real Feishu: name the files instead',
    zh: () => '--keep 不会提交到真实的飞书：如需提交，请去掉 --keep，写明文件',
  },
  only_with_files: {
    en: ({ flag }: Flag) =>
      `--${flag} is for files of your own: name one. The samples go to the sandbox as they are`,
    zh: ({ flag }: Flag) => `--${flag} 只用于您自己的文件：请写明文件。样例只会原样提交到沙箱`,
  },
  queue_missing: {
    en: ({ known }: Known) => `name a queue: ${known.join(', ')}`,
    zh: ({ known }: Known) => `请写明队列：${known.join('、')}`,
  },
  queue_unknown: {
    en: (unknown: Unknown) => nobodyKnows('queue', unknown),
    zh: (unknown: Unknown) => wuFaShiBie('队列', unknown),
  },
  queue_too_many: {
    en: ({ given }: Given) => `${given}: one queue at a time`,
    zh: ({ given }: Given) => `${given}：一次只能处理一个队列`,
  },
  stage_missing: {
    en: () => '--stage must say which stage, like --stage prod: there is no default',
    zh: () => '请用 --stage 写明环境（没有默认值），如 --stage prod',
  },
  stage_wrong: {
    en: ({ given }: Given) => `--stage ${given}: a stage is 1 to 18 lower-case letters, digits and -`,
    zh: ({ given }: Given) => `--stage ${given}：环境名应为 1 到 18 个小写字母、数字或 -`,
  },
  see_help: {
    en: ({ at }: { at: string }) => `${at} lists what there is`,
    zh: ({ at }: { at: string }) => `全部用法见 ${at}`,
  },
} satisfies Sentences;

function nobodyKnows(what: string, { given, meant, known }: Unknown): string {
  const hint = meant === undefined ? `expected one of ${known.join(', ')}` : `is it ${meant}?`;
  return `nobody knows the ${what} "${given}", ${hint}`;
}

function wuFaShiBie(what: string, { given, meant, known }: Unknown): string {
  const hint = meant === undefined ? `可用的有 ${known.join('、')}` : `是不是“${meant}”？`;
  return `${what}“${given}”无法识别，${hint}`;
}
