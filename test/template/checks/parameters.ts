// The values that CloudFormation accepts for a parameter; a pattern must match the whole value.

import { textAt } from '../at.ts';
import type { Template } from '../template.ts';

interface Said {
  readonly taken: readonly string[];
  readonly refused: readonly string[];
}

const topic = 'arn:aws:sns:ap-southeast-1:123456789012:bonuses';
const role = 'arn:aws:iam::123456789012:role/payroll';
const publishers: Said = {
  taken: ['none', topic, `${topic},${role}`],
  // With any of these values, strangers could publish payments.
  refused: [
    '',
    '*',
    'arn:*',
    `${role},*`,
    'arn:aws:iam::*:role/payroll',
    'arn:aws:iam::????????????:role/payroll',
  ],
};

const parameters: Readonly<Record<string, Said>> = {
  FeishuAppId: { taken: ['cli_a1b2c3d4'], refused: ['', 'cli_', 'a1b2c3d4', 'cli_a1b2c3d4 '] },
  FeishuBaseUrl: {
    taken: ['https://open.feishu.cn', 'https://open.larksuite.com'],
    refused: ['', 'http://open.feishu.cn', 'https://open.feishu.cn/'],
  },
  Language: { taken: ['en', 'zh'], refused: ['', 'de', 'zh-CN', 'ZH'] },
  KmsKeyArn: {
    taken: ['', 'arn:aws:kms:ap-southeast-1:123456789012:key/12345678-1234-1234-1234-123456789012'],
    refused: ['*', 'alias/payroll'],
  },
  AlarmTopicArn: { taken: ['', topic], refused: ['*', role] },
  PublishingSources: publishers,
  PublishingRoles: publishers,
  DroppingRoles: publishers,
};

export function checkParameters(template: Template): readonly string[] {
  return Object.entries(parameters).flatMap(([name, { taken, refused }]) => {
    const pattern = textAt(template.Parameters[name], 'AllowedPattern');
    if (pattern === '') return [`${name} takes anything`];
    const takes = (value: string) => new RegExp(`^(?:${pattern})$`).test(value);
    return [
      ...taken.filter((value) => !takes(value)).map((value) => `${name} refuses "${value}"`),
      ...refused.filter(takes).map((value) => `${name} takes "${value}"`),
    ];
  });
}
