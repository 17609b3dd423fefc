// Checks the template with AWS's own schemas and rules, offline.

import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RegoEngine, TemplateFile, type Engine } from '@aws/cloudformation-validate';

import type { Template } from '../template.ts';

/** Given values, because the rules would read an empty default as an invalid key. */
const parameterOverrides = {
  FeishuAppId: 'cli_a1b2c3d4',
  KmsKeyArn: 'arn:aws:kms:ap-southeast-1:123456789012:key/12345678-1234-1234-1234-123456789012',
  AlarmTopicArn: 'arn:aws:sns:ap-southeast-1:123456789012:alarms',
};

/**
 * Warnings count, because W3030 (a value outside an enum) is one. These are passed over:
 * - W3005: the framework names a dependency twice
 * - W9002: an ARN made of names breaks the circle of bucket, permission and function
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
