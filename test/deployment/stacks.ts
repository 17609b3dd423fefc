// The stacks and buckets of an account, as far as CloudFormation's change sets make, import, change and remove them.
// - Buckets are the only resources that it really keeps. Of all others it keeps the template.
// - The error messages are CloudFormation's own, or like them.
// - A change of a stack is done at once, when its change set is executed.
//
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import.html

import { judgeParameters, Refusal, type Template } from './template-parameters.ts';

export const account = '111122223333';

export interface ChangeSet {
  readonly type: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  /** Logical id → the name of the bucket to import. */
  readonly imports: ReadonlyMap<string, string>;
}

export interface Asked extends ChangeSet {
  readonly name: string;
  readonly region: string;
}

interface PreparedChangeSet extends Asked {
  readonly failure: string | undefined;
}

export interface StackEvent {
  readonly id: string;
  readonly resource: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

export interface Stack {
  readonly name: string;
  readonly id: string;
  status: string;
  template: Template;
  parameters: Readonly<Record<string, string>>;
  isProtected: boolean;
  /** Logical ids that a rollback took out again. CloudFormation still describes them. */
  readonly gone: Set<string>;
  /** Logical id → name, of its buckets. */
  buckets: Map<string, string>;
  changeSets: Map<string, PreparedChangeSet>;
  /** Oldest first. */
  readonly events: StackEvent[];
}

export interface AccountBucket {
  /** The id of its stack. Undefined: no stack has it. */
  stack: string | undefined;
  /** As they were set last. An import sets none. */
  settings: Readonly<Record<string, unknown>>;
}

const none: Template = { Parameters: {}, Resources: {} };
const bucketType = 'AWS::S3::Bucket';

export class Account {
  readonly stacks = new Map<string, Stack>();
  readonly buckets = new Map<string, AccountBucket>();
  /** In the order of their execution. */
  readonly executed: ChangeSet[] = [];
  #made = 0;

  /** By name or by id. */
  find(nameOrId: string): Stack {
    const found = [...this.stacks.values()].find(({ name, id }) => name === nameOrId || id === nameOrId);
    if (!found) throw new Refusal(`Stack with id ${nameOrId} does not exist`);
    return found;
  }

  createChangeSet(stackName: string, asked: Asked): Stack {
    judgeParameters(asked.template, asked.parameters);
    const existing = [...this.stacks.values()].find(({ name, id }) => name === stackName || id === stackName);
    const isNew = existing === undefined || existing.status === 'REVIEW_IN_PROGRESS';
    if (asked.type === 'CREATE' && !isNew) throw new Refusal(`Stack [${stackName}] already exists`);
    if (asked.type === 'UPDATE' && isNew) throw new Refusal(`Stack [${stackName}] does not exist`);
    if (asked.type === 'IMPORT') judgeImport(asked, existing?.template ?? none);
    if (existing?.changeSets.has(asked.name))
      throw new Refusal(
        `ChangeSet ${asked.name} cannot be created due to a mismatch with existing attributes`,
      );
    const stack = existing ?? this.#newStack(stackName, asked.region);
    stack.changeSets.set(asked.name, { ...asked, failure: this.#whyNoChangeSet(asked) });
    return stack;
  }

  execute(stack: Stack, name: string): void {
    const changeSet = changeSetOf(stack, name);
    if (changeSet.failure !== undefined)
      throw new Refusal(`ChangeSet [${name}] cannot be executed in its current status of [FAILED]`);
    stack.changeSets.delete(name);
    const { type } = changeSet;
    addEvent(stack, { status: `${type}_IN_PROGRESS` });
    const wanted = bucketsOf(changeSet, stack);
    for (const [logicalId, bucketName] of wanted) {
      const failure = this.#whyNot(stack, changeSet, logicalId, bucketName);
      if (failure === undefined) continue;
      const status = changeSet.imports.has(logicalId) ? 'IMPORT_FAILED' : 'CREATE_FAILED';
      addEvent(stack, { resource: logicalId, type: bucketType, status, reason: failure });
      const rolledBack = type === 'CREATE' ? 'ROLLBACK' : `${type}_ROLLBACK`;
      addEvent(stack, { status: `${rolledBack}_IN_PROGRESS` });
      addEvent(stack, { status: `${rolledBack}_COMPLETE` });
      if (!stack.buckets.has(logicalId)) stack.gone.add(logicalId);
      return;
    }
    for (const [logicalId, bucketName] of wanted) this.#carryOut(stack, changeSet, logicalId, bucketName);
    stack.buckets = new Map(wanted);
    stack.template = changeSet.template;
    stack.parameters = changeSet.parameters;
    this.executed.push(changeSet);
    addEvent(stack, { status: `${type}_COMPLETE` });
  }

  remove(stack: Stack): void {
    if (stack.isProtected)
      throw new Refusal(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    for (const [logicalId, name] of stack.buckets) {
      const bucket = this.buckets.get(name);
      if (bucket && isKept(stack.template.Resources[logicalId])) bucket.stack = undefined;
      else this.buckets.delete(name);
    }
    this.stacks.delete(stack.id);
  }

  #newStack(name: string, region: string): Stack {
    this.#made += 1;
    const stack: Stack = {
      name,
      id: `arn:aws:cloudformation:${region}:${account}:stack/${name}/${this.#made}`,
      status: 'REVIEW_IN_PROGRESS',
      template: none,
      parameters: {},
      isProtected: false,
      gone: new Set(),
      buckets: new Map(),
      changeSets: new Map(),
      events: [],
    };
    this.stacks.set(stack.id, stack);
    return stack;
  }

  /** CloudFormation looks for the resources to import while it prepares the change set. */
  #whyNoChangeSet({ imports }: Asked): string | undefined {
    const absent = [...imports.values()].find((name) => !this.buckets.has(name));
    return absent === undefined ? undefined : `Resource ${absent} of type ${bucketType} does not exist`;
  }

  #whyNot(stack: Stack, { imports }: ChangeSet, logicalId: string, name: string): string | undefined {
    const bucket = this.buckets.get(name);
    if (imports.has(logicalId))
      return bucket?.stack === undefined ? undefined : `${name} already belongs to ${bucket.stack}`;
    if (stack.buckets.get(logicalId) === name || !bucket) return undefined;
    return `${name} already exists`;
  }

  #carryOut(stack: Stack, { template, imports }: ChangeSet, logicalId: string, name: string): void {
    const after = template.Resources[logicalId]?.Properties ?? {};
    const before = stack.template.Resources[logicalId]?.Properties ?? {};
    const bucket = this.buckets.get(name) ?? { stack: stack.id, settings: {} };
    bucket.stack = stack.id;
    // A setting that is the same in both templates is not looked at, whatever the bucket has.
    const changed = Object.entries(after).filter(
      ([property, value]) => JSON.stringify(value) !== JSON.stringify(before[property]),
    );
    if (!imports.has(logicalId)) bucket.settings = { ...bucket.settings, ...Object.fromEntries(changed) };
    this.buckets.set(name, bucket);
  }
}

export function changeSetOf(stack: Stack, name: string): PreparedChangeSet {
  const found = stack.changeSets.get(name);
  if (!found) throw new Refusal(`ChangeSet [${name}] does not exist`);
  return found;
}

const isKept = (resource: Template['Resources'][string] | undefined): boolean =>
  resource?.DeletionPolicy?.startsWith('Retain') ?? false;

function addEvent(stack: Stack, event: Partial<StackEvent> & { readonly status: string }): void {
  const id = `${stack.id}-${stack.events.length}`;
  const root = { resource: stack.name, type: 'AWS::CloudFormation::Stack', reason: '' };
  stack.events.push({ ...root, ...event, id });
  if (event.resource === undefined) stack.status = event.status;
}

/** An import may change nothing: neither other resources, nor outputs. */
function judgeImport({ template, imports }: Asked, before: Template): void {
  if (JSON.stringify(template.Outputs ?? {}) !== JSON.stringify(before.Outputs ?? {}))
    throw new Refusal('As part of the import operation, you cannot modify or add [Outputs]');
  const added = Object.keys(template.Resources).filter((id) => !(id in before.Resources));
  const missing = added.filter((id) => !imports.has(id));
  if (missing.length > 0)
    throw new Refusal(`Resources [${missing.join(', ')}] is missing from ResourceToImport list`);
  const others = Object.keys(before.Resources).filter(
    (id) => JSON.stringify(before.Resources[id]) !== JSON.stringify(template.Resources[id]),
  );
  if (others.length > 0)
    throw new Refusal(
      `You have modified resources [${others.join(', ')}] in your template that are not being imported`,
    );
  const loose = [...imports.keys()].filter((id) => template.Resources[id]?.DeletionPolicy === undefined);
  if (loose.length > 0)
    throw new Refusal(
      `Resources to import [${loose.join(', ')}] must have DeletionPolicy attribute specified in the template`,
    );
  for (const [id, name] of imports) {
    if (template.Resources[id]?.Properties['BucketName'] !== name)
      throw new Refusal(`Resource identifier of [${id}] does not match the template`);
  }
}

/** The buckets of the template. One without a name has a made-up one, and keeps it. */
function bucketsOf({ template }: ChangeSet, stack: Stack): ReadonlyMap<string, string> {
  const [, , , region = ''] = stack.id.split(':');
  return new Map(
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === bucketType)
      .map(([id, { Properties }]) => [
        id,
        nameOf(Properties['BucketName'], region) ?? `${stack.name}-${id.toLowerCase()}-1`,
      ]),
  );
}

function nameOf(said: unknown, region: string): string | undefined {
  const text = typeof said === 'object' && said !== null ? Reflect.get(said, 'Fn::Sub') : said;
  if (typeof text !== 'string') return undefined;
  return text.replaceAll('${AWS::AccountId}', account).replaceAll('${AWS::Region}', region);
}
