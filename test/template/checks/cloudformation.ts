// The template against AWS's own schemas and rules, offline.

import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RegoEngine, TemplateFile, type Engine } from '@aws/cloudformation-validate';

import type { Template } from '../template.ts';

/** As if given: the rules read a default of nothing as a key that is none. */
const parameterOverrides = {
  FeishuAppId: 'cli_a1b2c3d4',
  KmsKeyArn: 'arn:aws:kms:ap-southeast-1:123456789012:key/12345678-1234-1234-1234-123456789012',
  AlarmTopicArn: 'arn:aws:sns:ap-southeast-1:123456789012:alarms',
};

/**
 * Warnings count: an enum with a value of its own (W3030) is one of them. These do not:
 * - W3005: the framework names a dependency twice;
 * - W9002: an ARN made of names breaks the ring of bucket, permission and function.
 */
const passedOver = new Set(['W3005', 'W9002']);

let engine: Engine | undefined;

export async function checkCloudFormation(template: Template): Promise<readonly string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-template-'));
  try {
    const file = join(dir, 'template.json');
    await writeFile(file, JSON.stringify(template));
    engine ??= new RegoEngine();
    const { diagnostics } = engine.validateStandard(new TemplateFile(file), { parameterOverrides });
    return diagnostics
      .filter(({ severity, ruleId }) => severity !== 'INFO' && !passedOver.has(ruleId))
      .map(({ ruleId, entity, propertyPath, message }) =>
        [ruleId, entity?.logicalId, propertyPath, message].filter(Boolean).join(' '),
      );
  } finally {
    await rm(dir, { recursive: true });
  }
}
