// A template as deployed in an account: references, substitutions and conditions are resolved as CloudFormation would. Ids
// that AWS assigns are invented.

import { at, textAt } from './at.ts';
import type { Template } from './template.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string | undefined;
}

export interface Deployed {
  readonly resources: readonly Resource[];
  get(id: string): Resource | undefined;
  ofType(type: string): readonly Resource[];
  /** The resource that has this ARN. */
  byArn(arn: unknown): Resource | undefined;
  arnOf(id: string): string;
}

export const account = '123456789012';
export const region = 'ap-southeast-1';

const pseudo: Readonly<Record<string, unknown>> = {
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NoValue': undefined,
};

export function deploy(template: Template, parameters: Readonly<Record<string, string>>): Deployed {
  const valueOf = (name: string) => parameters[name] ?? template.Parameters[name]?.Default;

  function nameOf(id: string): string {
    const names = ['FunctionName', 'QueueName', 'BucketName', 'Name'] as const;
    for (const property of names) {
      const name = work(template.Resources[id]?.Properties[property]);
      if (typeof name === 'string') return name;
    }
    return id;
  }

  const typeOf = (id: string): string => template.Resources[id]?.Type ?? '';

  function arnOf(id: string): string {
    const name = nameOf(id);
    switch (typeOf(id)) {
      case 'AWS::Lambda::Function':
        return `arn:aws:lambda:${region}:${account}:function:${name}`;
      case 'AWS::SQS::Queue':
        return `arn:aws:sqs:${region}:${account}:${name}`;
      case 'AWS::S3::Bucket':
        return `arn:aws:s3:::${name}`;
      case 'AWS::IAM::Role':
        return `arn:aws:iam::${account}:role/${name}`;
      default:
        return `arn:aws:made-up:${region}:${account}:${name}`;
    }
  }

  function ref(id: string): unknown {
    if (id in pseudo) return pseudo[id];
    if (id in template.Parameters) return valueOf(id);
    switch (typeOf(id)) {
      case 'AWS::SQS::Queue':
        return `https://sqs.${region}.amazonaws.com/${account}/${nameOf(id)}`;
      case 'AWS::SecretsManager::Secret':
        return arnOf(id);
      default:
        return nameOf(id);
    }
  }

  function attribute(id: string, name: string): string {
    if (name === 'Arn') return arnOf(id);
    if (name === 'QueueName') return nameOf(id);
    return `${id}.${name}`;
  }

  function substitute(text: string): string {
    return text.replaceAll(/\$\{([^}!]+)\}/g, (_, name: string) => {
      const [id = '', property] = name.split('.');
      return property === undefined ? String(ref(id)) : attribute(id, property);
    });
  }

  function holds(condition: unknown): boolean {
    const negated = at(condition, 'Fn::Not', 0);
    if (negated !== undefined) return !holds(negated);
    return work(at(condition, 'Fn::Equals', 0)) === work(at(condition, 'Fn::Equals', 1));
  }

  function work(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(work).filter((one) => one !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const [only] = Object.entries(value);
    const [key, inner] = only ?? ['', undefined];
    switch (key) {
      case 'Ref':
        return ref(String(inner));
      case 'Fn::GetAtt':
        return attribute(textAt(inner, 0), textAt(inner, 1));
      case 'Fn::Sub':
        return substitute(String(inner));
      case 'Fn::If': {
        const branch = holds(template.Conditions[textAt(inner, 0)]) ? 1 : 2;
        return work(at(inner, branch));
      }
      case 'Fn::Split':
        return String(work(at(inner, 1))).split(textAt(inner, 0));
      case 'Fn::Join':
        return [work(at(inner, 1))].flat().join(textAt(inner, 0));
      default:
        return Object.fromEntries(
          Object.entries(value).flatMap(([name, one]) => {
            const worked = work(one);
            return worked === undefined ? [] : [[name, worked]];
          }),
        );
    }
  }

  const resources = Object.entries(template.Resources).map(
    ([id, { Type, Properties, DependsOn, DeletionPolicy }]): Resource => ({
      id,
      type: Type,
      properties: Object.fromEntries(
        Object.entries(Properties).flatMap(([name, value]) => {
          const worked = work(value);
          return worked === undefined ? [] : [[name, worked]];
        }),
      ),
      dependsOn: DependsOn,
      deletionPolicy: DeletionPolicy,
    }),
  );
  return {
    resources,
    arnOf,
    get: (id) => resources.find((resource) => resource.id === id),
    ofType: (type) => resources.filter((resource) => resource.type === type),
    byArn: (arn) => resources.find(({ id }) => arnOf(id) === arn),
  };
}
