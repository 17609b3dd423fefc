// The floor of deliver: middy and the clients of its services. It does nothing.

import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';

const clients = [new S3Client({}), new SecretsManagerClient({}), new SQSClient({})];

export const handler = middy().handler(() => Promise.resolve(clients.length));
