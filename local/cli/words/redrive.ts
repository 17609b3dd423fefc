// What `payferry jobs redrive` asks and tells, and what AWS refused. No sentence has a message's content.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

interface From {
  readonly from: string;
}

interface To {
  readonly to: string;
}

interface Queue {
  readonly queue: string;
}

interface Refused extends Queue {
  readonly right: string;
}

interface Code {
  /** Of AWS, or Node's of a connection. */
  readonly code: string;
}

interface Moved {
  readonly moved: number;
  readonly left: number;
}

interface NotTaken extends To {
  readonly refused: number;
  readonly code: string | undefined;
}

export const redriveSentences = {
  none: {
    en: ({ from }: From) =>
      `${from} has no messages. SQS's count may be a minute old: ask again if one has just arrived.`,
    zh: ({ from }: From) => `${from} 里没有消息。SQS 的计数可能是一分钟前的：如果刚有消息进入，请稍后再查。`,
  },
  to_be_moved: {
    en: ({ messages, from, to }: From & To & { messages: number }) =>
      `${count(messages, 'message')} to be moved from ${from} to ${to}`,
    zh: ({ messages, from, to }: From & To & { messages: number }) =>
      `将把 ${messages} 条消息从 ${from} 移到 ${to}`,
  },
  some_hidden: {
    en: ({ hidden }: { hidden: number }) =>
      `Of them ${count(hidden, 'message is', 'messages are')} received by somebody now, and may come back within a minute.`,
    zh: ({ hidden }: { hidden: number }) => `其中 ${hidden} 条正被其他程序接收，一分钟内可能回到队列。`,
  },
  drops_go_to_intake: {
    en: ({ to }: To) =>
      `Only S3 may write to the queue of drops, so they go to ${to}: the jobs are the same, but nobody is named as the one who dropped the file.`,
    zh: ({ to }: To) => `只有 S3 能写入 drops 队列，因此移到 ${to}：任务不变，但不再记录文件是谁放入的。`,
  },
  ask: { en: () => 'Type yes to move them: ', zh: () => '确认移动请输入 yes：' },
  nothing_moved: { en: () => 'Nothing was moved.', zh: () => '没有移动任何消息。' },
  no_terminal: {
    en: () => 'without a terminal nobody can be asked: --yes says it',
    zh: () => '没有终端，无法询问：请加上 --yes',
  },

  moved_so_far: {
    en: ({ moved }: { moved: number }) => `${moved} moved`,
    zh: ({ moved }: { moved: number }) => `已移动 ${moved} 条`,
  },
  waits: {
    en: () =>
      'SQS counts more messages than it hands out. They are waited for, a minute at most: a receiver that was killed hides them that long.',
    zh: () => 'SQS 的计数多于能取到的消息。最多等待一分钟：接收方被强行结束时，消息会隐藏这么久。',
  },
  moved: {
    en: ({ moved, left }: Moved) => `${moved} moved, ${left} left`,
    zh: ({ moved, left }: Moved) => `移动了 ${moved} 条，剩余 ${left} 条`,
  },
  too_new: {
    en: ({ tooNew }: { tooNew: number }) =>
      `${count(tooNew, 'message was', 'messages were')} left that came after this command had begun, or died again. Is the cause mended?`,
    zh: ({ tooNew }: { tooNew: number }) =>
      `留下 ${tooNew} 条：在本命令开始之后到达，或再次成为死信。原因是否已排除？`,
  },
  not_taken: {
    en: ({ refused, code, to }: NotTaken) =>
      `${count(refused, 'message was', 'messages were')} left because ${to} does not take them${code === undefined ? '' : ` (${code})`}, or one before them in their group.`,
    zh: ({ refused, code, to }: NotTaken) =>
      `留下 ${refused} 条：${to} 不接收它们，或不接收同组中排在前面的消息${code === undefined ? '' : `（${code}）`}。`,
  },
  not_deleted: {
    en: ({ notDeleted, from }: From & { notDeleted: number }) =>
      `${count(notDeleted, 'message was', 'messages were')} moved but could not be deleted from ${from}: another redrive moves them a second time, which pays nobody twice.`,
    zh: ({ notDeleted, from }: From & { notDeleted: number }) =>
      `${notDeleted} 条已移动，但没能从 ${from} 删除：下次重新投递时会再移动一次，但不会重复发放。`,
  },
  counted: {
    en: () =>
      "The number left is SQS's own count, which may be a minute old; some may be held by another receiver. Run it again to see.",
    zh: () => '剩余条数是 SQS 的计数，可能是一分钟前的；有些消息可能正被其他程序接收。请再运行一次确认。',
  },

  no_region: {
    en: () => 'no region that can be used: say --region, or set AWS_REGION',
    zh: () => '没有可用的区域：请用 --region 写明，或设置 AWS_REGION',
  },
  no_credentials: {
    en: () =>
      'no credentials of AWS: set AWS_PROFILE, or sign in as for the AWS command line (aws sts get-caller-identity must work)',
    zh: () =>
      '没有 AWS 凭证：请设置 AWS_PROFILE，或像使用 AWS 命令行那样登录（aws sts get-caller-identity 应能成功）',
  },
  credentials_not_taken: {
    en: ({ code }: Code) => `AWS does not take the credentials (${code}): sign in again`,
    zh: ({ code }: Code) => `AWS 不接受该凭证（${code}）：请重新登录`,
  },
  no_queue: {
    en: ({ queue }: Queue) =>
      `there is no queue ${queue} in this account and region: is the stage right, and the region?`,
    zh: ({ queue }: Queue) => `该账号和区域里没有队列 ${queue}：环境和区域是否正确？`,
  },
  no_right: {
    en: ({ queue, right }: Refused) => `the right ${right} on the queue ${queue} is missing`,
    zh: ({ queue, right }: Refused) => `对队列 ${queue} 缺少权限 ${right}`,
  },
  no_right_to_key: {
    en: ({ queue, right, code }: Refused & Code) =>
      `the right to the KMS key of the queue ${queue} is missing (${code}): ${right}`,
    zh: ({ queue, right, code }: Refused & Code) =>
      `对队列 ${queue} 的 KMS 密钥缺少权限（${code}）：${right}`,
  },
  unreached: {
    en: ({ code }: Code) => `SQS cannot be reached (${code}): is the region right?`,
    zh: ({ code }: Code) => `无法连接 SQS（${code}）：区域是否正确？`,
  },
  refused: {
    en: ({ queue, right, code }: Refused & Code) => `SQS refused ${right} on the queue ${queue} (${code})`,
    zh: ({ queue, right, code }: Refused & Code) => `SQS 拒绝对队列 ${queue} 执行 ${right}（${code}）`,
  },
  stopped: {
    en: ({ to, code }: To & Code) =>
      `SQS took no message for ${to} (${code}), several times: try again later`,
    zh: ({ to, code }: To & Code) => `SQS 多次拒绝向 ${to} 写入消息（${code}）：请稍后再试`,
  },
} satisfies Sentences;
