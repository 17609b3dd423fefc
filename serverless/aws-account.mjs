// What CloudFormation and S3 say of a stage, asked with the framework's own clients, region and credentials.

import { createRequire } from 'node:module';

const fromHere = createRequire(import.meta.url);

/** The framework's modules are loaded only here: most commands do not need them. */
export async function openAccount(serverless) {
  const load = createRequire(fromHere.resolve('serverless'));
  const aws = load('@aws-sdk/client-cloudformation');
  const { S3Client, HeadBucketCommand } = load('@aws-sdk/client-s3');

  const provider = serverless.getProvider('aws');
  const config = await provider.getAwsSdkV3Config();
  const cloudFormation = new aws.CloudFormationClient(config);
  const s3 = new S3Client(config);
  const id = await provider.getAccountId();
  const stackName = provider.naming.getStackName();

  /** Undefined: CloudFormation says that there is no such stack or resource. */
  async function find(command) {
    try {
      return await cloudFormation.send(command);
    } catch (error) {
      if (error.name === 'ValidationError' && error.message.includes('does not exist')) return undefined;
      throw error;
    }
  }

  return {
    aws,
    cloudFormation,
    stackName,

    /** Undefined: there is none. */
    findStack: async (name = stackName) =>
      (await find(new aws.DescribeStacksCommand({ StackName: name })))?.Stacks?.[0],

    /** CloudFormation also describes a resource that a rollback took out of the stack. */
    async isInStack(bucket) {
      const asked = { StackName: stackName, LogicalResourceId: bucket.id };
      const found = await find(new aws.DescribeStackResourceCommand(asked));
      return found !== undefined && !found.StackResourceDetail.ResourceStatus.startsWith('DELETE_');
    },

    /** The buckets that stay when the stack is removed. Their names are made of account and region alone. */
    keptBuckets: () =>
      Object.entries(serverless.service.resources.Resources)
        .filter(([, { Type, DeletionPolicy }]) => Type === 'AWS::S3::Bucket' && DeletionPolicy !== undefined)
        .map(([logicalId, { Properties }]) => ({
          id: logicalId,
          name: Properties.BucketName['Fn::Sub']
            .replaceAll('${AWS::AccountId}', id)
            .replaceAll('${AWS::Region}', provider.getRegion()),
        })),

    /** there, absent, or hidden: the bucket belongs to another account, or these credentials may not see it. */
    async look(bucket) {
      try {
        await s3.send(new HeadBucketCommand({ Bucket: bucket.name }));
        return 'there';
      } catch (error) {
        const status = error.$metadata?.httpStatusCode;
        if (status === 404) return 'absent';
        if (status === 403) return 'hidden';
        throw error;
      }
    },
  };
}
