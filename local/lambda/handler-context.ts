import type { Context } from 'aws-lambda';

import type { Birth } from './thread-messages.ts';

export function contextOf(born: Birth, awsRequestId: string, deadlineMs: number): Context {
  const { functionName, functionArn, logGroupName, logStreamName } = born;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: '1024',
    awsRequestId,
    logGroupName,
    logStreamName,
    getRemainingTimeInMillis: () => Math.max(deadlineMs - Date.now(), 0),
    done: noCallbacks,
    fail: noCallbacks,
    succeed: noCallbacks,
  };
}

function noCallbacks(): never {
  throw new Error('a handler returns or throws: Node.js 24 on Lambda has no callbacks');
}
