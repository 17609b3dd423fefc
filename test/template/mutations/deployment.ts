// Mistakes that show when a stage is deployed elsewhere, or again.

import { drop, property, put, variables, type Mutation } from './edit.ts';

export const deployment: readonly Mutation[] = [
  {
    title: 'a bucket of pay goes when another one replaces it',
    make: drop(['Resources', 'RecordsBucket', 'UpdateReplacePolicy']),
    caughtBy: 'adoption',
  },
  {
    title: 'a bucket that stays has a name that CloudFormation makes up',
    make: drop(property('InboxBucket', 'BucketName')),
    caughtBy: 'adoption',
  },
  {
    title: 'a bucket that stays is named for a resource that goes',
    make: put(property('RecordsBucket', 'BucketName'), { 'Fn::Sub': 'payferry-${IntakeQueue.QueueName}' }),
    caughtBy: 'adoption',
  },
  {
    title: 'a queue stays when the stack is removed, and is never adopted',
    make: (template) => {
      put(['Resources', 'IntakeQueue'], { ...template.Resources['IntakeQueue'], DeletionPolicy: 'Retain' })(
        template,
      );
    },
    caughtBy: 'adoption',
  },
  {
    title: 'an ARN is of the partition outside of China',
    make: put(property('CompletionsMayCallReport', 'SourceArn'), {
      'Fn::Sub': 'arn:aws:s3:::payferry-dev-inbox',
    }),
    caughtBy: 'places',
  },
  {
    title: 'a bucket is named for one region',
    make: put(property('InboxBucket', 'BucketName'), {
      'Fn::Sub': 'payferry-dev-inbox-${AWS::AccountId}-ap-southeast-1',
    }),
    caughtBy: 'places',
  },
  {
    title: 'a function calls an endpoint outside of China',
    make: put(variables('ReportLambdaFunction', 'INTAKE_QUEUE_URL'), {
      'Fn::Sub': 'https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/payferry-dev-intake',
    }),
    caughtBy: 'places',
  },
  {
    title: 'one function has another architecture',
    make: put(property('DeliverLambdaFunction', 'Architectures'), ['x86_64']),
    caughtBy: 'functions',
  },
  {
    title: 'no architecture is named',
    make: drop(property('ExportLambdaFunction', 'Architectures')),
    caughtBy: 'functions',
  },
];
