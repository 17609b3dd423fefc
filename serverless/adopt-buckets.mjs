// The buckets of a removed stage stay, and their names are taken, so the same stage cannot be deployed again by itself.
// `serverless adopt` makes a stack that holds only these buckets. `serverless deploy` then makes the rest of the stage.
//
// - Only an import brings a bucket that exists into a stack. An import makes and changes nothing.
// - The template of an import holds nothing but what is imported: no parameters, and no outputs.
// - Of each bucket it has the name alone. The deployment then sees every setting as new, and sets it. CloudFormation does
//   not compare an imported bucket with its template: a setting that the import names would stay as the bucket has it.
// - That template retains the buckets, so that no way back from it removes one.
//
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import.html

import { setTimeout as wait } from 'node:timers/promises';

import { openAccount } from './aws-account.mjs';

const changeSet = 'payferry-adopt';

export default function AdoptBuckets(serverless, options, { log }) {
  const provider = serverless.getProvider('aws');
  const refusal = (message) => new serverless.classes.Error(message, 'BUCKETS_NOT_ADOPTED');
  const call = (name) =>
    `"npx serverless ${name} --stage ${provider.getStage()} --region ${provider.getRegion()}"`;

  /** Before a deployment makes anything. CloudFormation would find a taken name only after minutes, and take all back. */
  async function refuseTakenNames() {
    const account = await openAccount(serverless);
    for (const bucket of account.keptBuckets()) {
      if (await account.isInStack(bucket)) continue;
      const found = await account.look(bucket);
      if (found === 'hidden') throw refusal(hidden(bucket.name));
      if (found === 'there')
        throw refusal(
          `The bucket ${bucket.name} is there already, and the stack ${account.stackName} does not have it. A stage that was ` +
            `removed leaves its buckets. To set the stage up again with them, first run ${call('adopt')}. Nothing was changed.`,
        );
    }
  }

  async function adopt() {
    const account = await openAccount(serverless);
    const buckets = account.keptBuckets();
    await refuseStack(account, buckets);
    await refuseBuckets(account, buckets);
    const stackId = await prepare(account, buckets);
    try {
      await waitForChangeSet(account, stackId);
      const asked = { StackName: stackId, ChangeSetName: changeSet };
      await account.cloudFormation.send(new account.aws.ExecuteChangeSetCommand(asked));
      await waitForImport(account, stackId);
    } catch (error) {
      throw refusal(`The buckets were not adopted: ${reasonOf(error)} ${await clear(account, stackId)}`);
    }
    const names = buckets.map(({ name }) => name).join(' and ');
    log.notice(`The stack ${account.stackName} now has ${names}, and nothing else.`);
    log.notice(`To make the rest of the stage, run ${call('deploy')} with its parameters.`);
  }

  async function refuseStack({ findStack, isInStack, stackName }, buckets) {
    const stack = await findStack();
    if (!stack) return;
    const inside = await Promise.all(buckets.map(isInStack));
    if (stack.StackStatus !== 'REVIEW_IN_PROGRESS' && inside.every(Boolean))
      throw refusal(
        `The stack ${stackName} has these buckets already: run ${call('deploy')}. Nothing was changed.`,
      );
    throw refusal(
      `There is a stack ${stackName} already (${stack.StackStatus}), and it does not have these buckets. A run that failed or ` +
        `was cut off may have left it. If so, remove it with ${call('remove')}, then run this again. Nothing was changed.`,
    );
  }

  async function refuseBuckets({ look }, buckets) {
    const seen = await Promise.all(buckets.map(async (bucket) => ({ ...bucket, found: await look(bucket) })));
    for (const { name, found } of seen) if (found === 'hidden') throw refusal(hidden(name));
    const absent = seen.filter(({ found }) => found === 'absent').map(({ name }) => name);
    if (absent.length === seen.length)
      throw refusal(
        `There is nothing to adopt: neither ${absent.join(' nor ')} is there. Check account, stage and region. A new stage ` +
          `needs only ${call('deploy')}.`,
      );
    if (absent.length > 0)
      throw refusal(
        `The bucket ${absent.join()} is not there, and the other one is. If it was deleted on purpose, make it with ` +
          `"aws s3 mb s3://${absent.join()} --region ${provider.getRegion()}", then run this again: the deployment gives it its ` +
          'settings. If it is the records bucket, no file that lies in the inbox is started, because nothing tells which were paid. ' +
          'Nothing was changed.',
      );
  }

  /** Answers with the id of the stack, which then waits for its change set. */
  async function prepare({ aws, cloudFormation, stackName }, buckets) {
    const resources = buckets.map(({ id, name }) => [
      id,
      {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        // A name without functions: CloudFormation compares it with the identifier below.
        Properties: { BucketName: name },
      },
    ]);
    const asked = {
      StackName: stackName,
      ChangeSetName: changeSet,
      ChangeSetType: 'IMPORT',
      TemplateBody: JSON.stringify({ Resources: Object.fromEntries(resources) }),
      ResourcesToImport: buckets.map(({ id, name }) => ({
        ResourceType: 'AWS::S3::Bucket',
        LogicalResourceId: id,
        ResourceIdentifier: { BucketName: name },
      })),
      RoleARN: provider.getCustomDeploymentRole(),
    };
    try {
      return (await cloudFormation.send(new aws.CreateChangeSetCommand(asked))).StackId;
    } catch (error) {
      throw refusal(`The buckets were not adopted: ${reasonOf(error)} Nothing was changed.`);
    }
  }

  /** Removes the stack of a failed import. It holds nothing, and would keep the next try out. */
  async function clear({ aws, cloudFormation, findStack, stackName }, stackId) {
    const stack = await findStack(stackId).catch(() => undefined);
    const status = stack?.StackStatus;
    // With any other status the stack may hold something.
    if (status === 'REVIEW_IN_PROGRESS' || status === 'IMPORT_ROLLBACK_COMPLETE') {
      const asked = new aws.DeleteStackCommand({ StackName: stackId });
      const isGone = await cloudFormation.send(asked).then(
        () => true,
        () => false,
      );
      if (isGone) return 'Nothing was changed.';
    }
    return `The stack ${stackName} is left (${status}): remove it with ${call('remove')}. The buckets are as they were.`;
  }

  return {
    commands: {
      adopt: {
        usage: 'Takes the buckets of a removed stage into a new stack, before it is deployed again',
        lifecycleEvents: ['adopt'],
      },
    },
    hooks: {
      'adopt:adopt': adopt,
      'before:aws:deploy:deploy:createStack': refuseTakenNames,
    },
  };
}

const hidden = (name) =>
  `The bucket ${name} is there, and belongs to another account, or these credentials may not see it (s3:ListBucket). ` +
  'Nothing was changed.';

async function waitForChangeSet({ aws, cloudFormation }, stackId) {
  const asked = { StackName: stackId, ChangeSetName: changeSet };
  for (;;) {
    const { Status, StatusReason } = await cloudFormation.send(new aws.DescribeChangeSetCommand(asked));
    if (Status === 'CREATE_COMPLETE') return;
    if (Status === 'FAILED') throw new Error(StatusReason);
    await wait(pauseMs());
  }
}

async function waitForImport({ aws, cloudFormation, findStack }, stackId) {
  for (;;) {
    const { StackStatus } = await findStack(stackId);
    if (StackStatus === 'IMPORT_COMPLETE') return;
    if (/^IMPORT_ROLLBACK_(COMPLETE|FAILED)$/.test(StackStatus)) {
      const asked = new aws.DescribeStackEventsCommand({ StackName: stackId });
      const { StackEvents = [] } = await cloudFormation.send(asked);
      const failed = StackEvents.findLast(({ ResourceStatus }) => ResourceStatus === 'IMPORT_FAILED');
      throw new Error(`${failed?.LogicalResourceId}: ${failed?.ResourceStatusReason}`);
    }
    await wait(pauseMs());
  }
}

const reasonOf = ({ message }) => (/[.!?]$/.test(message) ? message : `${message}.`);

/** The framework has this setting for its own waits, in milliseconds. */
// eslint-disable-next-line node/no-process-env -- the edge of a command
const pauseMs = () => Number(process.env.SLS_AWS_MONITORING_FREQUENCY) || 2000;
