// The parts of CloudFormation and STS that a deployment uses: change sets, with parameters checked as CloudFormation checks
// them, and the stack that results.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import * as v from 'valibot';

const templateSchema = v.looseObject({
  Parameters: v.optional(
    v.record(
      v.string(),
      v.looseObject({ Default: v.optional(v.string()), AllowedPattern: v.optional(v.string()) }),
    ),
    {},
  ),
  Resources: v.record(v.string(), v.looseObject({ Type: v.string() })),
});
type Template = v.InferOutput<typeof templateSchema>;

export interface ChangeSet {
  readonly type: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface CloudFormation extends AsyncDisposable {
  readonly url: string;
  /** In the order of their execution. */
  readonly executed: readonly ChangeSet[];
}

export interface CloudFormationOptions {
  /** The bucket of the first step, which exists from the beginning. */
  readonly bucket: string;
  /** Reads the template behind a TemplateURL. */
  readonly readTemplate: (url: URL) => Promise<string>;
}

export async function startCloudFormation({
  bucket,
  readTemplate,
}: CloudFormationOptions): Promise<CloudFormation> {
  const executed: ChangeSet[] = [];
  let pending: ChangeSet | undefined;

  const templateOf = async (asked: URLSearchParams): Promise<Template> => {
    const url = asked.get('TemplateURL');
    const body = url === null ? (asked.get('TemplateBody') ?? '') : await readTemplate(new URL(url));
    return v.parse(templateSchema, JSON.parse(body));
  };

  const actions: Readonly<Record<string, (asked: URLSearchParams) => Promise<string> | string>> = {
    GetCallerIdentity: () =>
      '<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/u</Arn><UserId>u</UserId>',
    DescribeStacks: () => {
      if (executed.length === 0) throw new Refusal('Stack with id payferry-dev does not exist');
      return `<Stacks><member>${stack}<StackStatus>UPDATE_COMPLETE</StackStatus></member></Stacks>`;
    },
    DescribeStackResource: () =>
      `<StackResourceDetail><PhysicalResourceId>${bucket}</PhysicalResourceId></StackResourceDetail>`,
    ValidateTemplate: async (asked) => {
      await templateOf(asked);
      return '';
    },
    ListStackResources: () => '<StackResourceSummaries></StackResourceSummaries>',
    UpdateTerminationProtection: () => stack,
    DeleteChangeSet: () => '',
    CreateChangeSet: async (asked) => {
      const template = await templateOf(asked);
      const parameters = parametersOf(asked);
      judgeParameters(template, parameters);
      pending = { type: asked.get('ChangeSetType') ?? '', template, parameters };
      return stack;
    },
    DescribeChangeSet: () =>
      `${stack}<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus>`,
    ExecuteChangeSet: () => {
      if (pending) executed.push(pending);
      return '';
    },
    DescribeStackEvents: () => {
      const type = executed.at(-1)?.type ?? '';
      const event = (status: string) =>
        `<member>${stack}<EventId>${executed.length}-${status}</EventId><LogicalResourceId>payferry-dev</LogicalResourceId><ResourceType>AWS::CloudFormation::Stack</ResourceType><ResourceStatus>${type}_${status}</ResourceStatus></member>`;
      return `<StackEvents>${event('COMPLETE')}${event('IN_PROGRESS')}</StackEvents>`;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = new URLSearchParams(await text(request));
    const name = asked.get('Action') ?? '';
    try {
      const result = await (actions[name] ?? refuse(name))(asked);
      response.end(`<${name}Response><${name}Result>${result}</${name}Result></${name}Response>`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      response.statusCode = error instanceof Refusal ? 400 : 500;
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: urlOf(server),
    executed,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

class Refusal extends Error {}

const stack =
  '<StackName>payferry-dev</StackName><StackId>arn:aws:cloudformation:ap-southeast-1:111122223333:stack/payferry-dev/1</StackId>';

const refuse = (name: string) => () => {
  throw new Refusal(`nobody has built ${name} here`);
};

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

function parametersOf(asked: URLSearchParams): Record<string, string> {
  const keys = [...asked].filter(([name]) => /^Parameters\.member\.\d+\.ParameterKey$/.test(name));
  return Object.fromEntries(
    keys.map(([name, key]) => [key, asked.get(name.replace('ParameterKey', 'ParameterValue')) ?? '']),
  );
}

/** The error messages are CloudFormation's own. */
function judgeParameters({ Parameters }: Template, given: Readonly<Record<string, string>>): void {
  const names = Object.keys(given);
  if (names.length > 0 && Object.keys(Parameters).length === 0)
    throw new Refusal('Parameter values specified for a template which does not require them.');
  const unknown = names.filter((name) => !(name in Parameters));
  if (unknown.length > 0)
    throw new Refusal(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  for (const [name, { Default, AllowedPattern }] of Object.entries(Parameters)) {
    const value = given[name] ?? Default;
    if (value === undefined) throw new Refusal(`Parameters: [${name}] must have values`);
    if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
      throw new Refusal(`Parameter '${name}' must match pattern ${AllowedPattern}`);
  }
}
