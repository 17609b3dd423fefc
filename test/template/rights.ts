// What a policy allows, read as IAM reads it: * and ? in actions and resources.

import { at, listOf, textAt, textsOf } from './at.ts';
import type { Deployed } from './deployed.ts';

export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: unknown;
  readonly principal: unknown;
}

export function statementsIn(document: unknown): readonly Statement[] {
  return listOf(at(document, 'Statement')).map((statement) => ({
    sid: textAt(statement, 'Sid'),
    effect: textAt(statement, 'Effect'),
    actions: textsOf(at(statement, 'Action')),
    resources: textsOf(at(statement, 'Resource')),
    condition: at(statement, 'Condition'),
    principal: at(statement, 'Principal'),
  }));
}

export function statementsOfRole(deployed: Deployed, id: string): readonly Statement[] {
  const policies = listOf(deployed.get(id)?.properties['Policies']);
  return policies.flatMap((policy) => statementsIn(at(policy, 'PolicyDocument')));
}

/** Only this condition is understood, which the roles need. A statement with any other condition gives no right here. */
export function isUnderstood({ actions, condition }: Statement): boolean {
  if (condition === undefined) return true;
  const onPrefix = at(condition, 'StringLikeIfExists');
  const prefixes = textsOf(at(onPrefix, 's3:prefix'));
  return (
    actions.join() === 's3:ListBucket' &&
    Object.keys(condition ?? {}).length === 1 &&
    Object.keys(onPrefix ?? {}).length === 1 &&
    prefixes.length > 0
  );
}

export function allows(statements: readonly Statement[], action: string, resource: string): boolean {
  return statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      isUnderstood(statement) &&
      statement.actions.some((pattern) => matches(pattern, action)) &&
      statement.resources.some((pattern) => matches(pattern, resource)),
  );
}

export function matches(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}
