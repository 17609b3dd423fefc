// The parts of CloudFormation and STS that a deployment uses, over HTTP. stacks.ts says what becomes of the stacks.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { serve, type Served } from './serve.ts';
import { Account, account, changeSetOf, type Stack } from './stacks.ts';
import { readTemplate, Refusal, type Template } from './template-parameters.ts';

export interface CloudFormation extends Served {
  readonly account: Account;
  /** Actions that were asked for, like CreateChangeSet, each once. */
  readonly asked: ReadonlySet<string>;
}

/** @param readObject Reads the template behind a TemplateURL. */
export async function startCloudFormation(
  readObject: (url: URL) => Promise<string>,
): Promise<CloudFormation> {
  const state = new Account();
  const names = new Set<string>();

  async function templateOf(asked: URLSearchParams): Promise<Template> {
    const url = asked.get('TemplateURL');
    return readTemplate(url === null ? (asked.get('TemplateBody') ?? '') : await readObject(new URL(url)));
  }

  const actions: Readonly<
    Record<string, (asked: URLSearchParams, region: string) => Promise<string> | string>
  > = {
    GetCallerIdentity: () =>
      `<Account>${account}</Account><Arn>arn:aws:iam::${account}:user/u</Arn><UserId>u</UserId>`,
    DescribeStacks: (asked) => {
      const stack = state.find(stackIn(asked));
      return `<Stacks><member>${idsOf(stack)}<StackStatus>${stack.status}</StackStatus><EnableTerminationProtection>${String(stack.isProtected)}</EnableTerminationProtection></member></Stacks>`;
    },
    DescribeStackResource: (asked) => {
      const id = asked.get('LogicalResourceId') ?? '';
      const stack = state.find(stackIn(asked));
      const isThere = id in stack.template.Resources;
      if (!isThere && !stack.gone.has(id))
        throw new Refusal(`Resource ${id} does not exist for stack ${stack.name}`);
      const status = isThere ? 'CREATE_COMPLETE' : 'DELETE_COMPLETE';
      return `<StackResourceDetail><PhysicalResourceId>${stack.buckets.get(id) ?? id}</PhysicalResourceId><ResourceStatus>${status}</ResourceStatus></StackResourceDetail>`;
    },
    GetTemplate: (asked) =>
      `<TemplateBody>${escaped(JSON.stringify(state.find(stackIn(asked)).template))}</TemplateBody>`,
    ValidateTemplate: async (asked) => {
      await templateOf(asked);
      return '';
    },
    ListStackResources: () => '<StackResourceSummaries></StackResourceSummaries>',
    UpdateTerminationProtection: (asked) => {
      const stack = state.find(stackIn(asked));
      stack.isProtected = asked.get('EnableTerminationProtection') === 'true';
      return idsOf(stack);
    },
    DeleteChangeSet: (asked) => {
      state.find(stackIn(asked)).changeSets.delete(asked.get('ChangeSetName') ?? '');
      return '';
    },
    CreateChangeSet: async (asked, region) => {
      const stack = state.createChangeSet(stackIn(asked), {
        name: asked.get('ChangeSetName') ?? '',
        type: asked.get('ChangeSetType') ?? '',
        region,
        template: await templateOf(asked),
        parameters: parametersOf(asked),
        imports: importsOf(asked),
      });
      return idsOf(stack);
    },
    DescribeChangeSet: (asked) => {
      const stack = state.find(stackIn(asked));
      const { failure } = changeSetOf(stack, asked.get('ChangeSetName') ?? '');
      const status = failure === undefined ? 'CREATE_COMPLETE' : 'FAILED';
      return `${idsOf(stack)}<Status>${status}</Status><StatusReason>${failure ?? ''}</StatusReason><ExecutionStatus>AVAILABLE</ExecutionStatus>`;
    },
    ExecuteChangeSet: (asked) => {
      state.execute(state.find(stackIn(asked)), asked.get('ChangeSetName') ?? '');
      return '';
    },
    DeleteStack: (asked) => {
      state.remove(state.find(stackIn(asked)));
      return '';
    },
    DescribeStackEvents: (asked) => {
      const stack = state.find(stackIn(asked));
      const events = stack.events
        .toReversed()
        .map(
          ({ id, resource, type, status, reason }) =>
            `<member>${idsOf(stack)}<EventId>${id}</EventId><LogicalResourceId>${resource}</LogicalResourceId><ResourceType>${type}</ResourceType><ResourceStatus>${status}</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason></member>`,
        );
      return `<StackEvents>${events.join('')}</StackEvents>`;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = new URLSearchParams(await text(request));
    const name = asked.get('Action') ?? '';
    names.add(name);
    try {
      const result = await (actions[name] ?? refuse(name))(asked, regionOf(request));
      response.end(`<${name}Response><${name}Result>${result}</${name}Result></${name}Response>`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      response.statusCode = error instanceof Refusal ? 400 : 500;
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
      );
    }
  }

  const served = await serve((request, response) => {
    // ECR, of which `serverless remove` asks whether the service has a repository.
    if (request.headers['x-amz-target'] === undefined) void answer(request, response);
    else response.writeHead(400).end('{"__type":"RepositoryNotFoundException"}');
  });
  return { ...served, account: state, asked: names };
}

const stackIn = (asked: URLSearchParams): string => asked.get('StackName') ?? '';
const idsOf = ({ name, id }: Stack): string => `<StackName>${name}</StackName><StackId>${id}</StackId>`;
const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The region that the request is signed for. */
const regionOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]+\/\d+\/([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';

const refuse = (name: string) => () => {
  throw new Refusal(`nobody has built ${name} here`);
};

function parametersOf(asked: URLSearchParams): Record<string, string> {
  const keys = [...asked].filter(([name]) => /^Parameters\.member\.\d+\.ParameterKey$/.test(name));
  return Object.fromEntries(
    keys.map(([name, key]) => [key, asked.get(name.replace('ParameterKey', 'ParameterValue')) ?? '']),
  );
}

function importsOf(asked: URLSearchParams): ReadonlyMap<string, string> {
  const ids = [...asked].filter(([name]) => /^ResourcesToImport\.member\.\d+\.LogicalResourceId$/.test(name));
  return new Map(
    ids.map(([name, id]) => {
      const entry = name.replace('LogicalResourceId', 'ResourceIdentifier.entry.1.');
      if (asked.get(`${entry}key`) !== 'BucketName')
        throw new Refusal('a bucket is identified by BucketName');
      return [id, asked.get(`${entry}value`) ?? ''];
    }),
  );
}
