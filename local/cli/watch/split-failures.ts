// Why split has given up a dropped file. On AWS its message would come again for hours; here a person waits at the terminal.

import type { LogLine } from '../../lambda/run-function.ts';
import type { BatchLine } from '../../triggers/queue-mapping.ts';
import { isJsonObject, readJson } from '../../../shared/values/json.ts';

export interface SplitFailure {
  readonly type: string;
  readonly message: string;
}

export interface SplitFailures {
  onLog(line: LogLine): void;
  onDrop(batch: BatchLine): void;
  first(): SplitFailure | undefined;
}

/** How often split may fail for a message. An invocation that dies is told at once, because its message stays hidden for long. */
const mostTries = 3;

export function createSplitFailures(): SplitFailures {
  const tries = new Map<string, number>();
  let lastError = '';
  let first: SplitFailure | undefined;
  return {
    onLog({ functionName, text }) {
      const line = functionName === 'split' ? readJson(text) : undefined;
      if (isJsonObject(line) && line.step === 'failed' && typeof line.error === 'string')
        lastError = line.error;
    },
    onDrop({ outcome, failed }) {
      if (outcome.kind === 'error') first ??= { type: outcome.type, message: outcome.message };
      else if (outcome.kind !== 'ok') first ??= { type: outcome.kind, message: lastError };
      for (const id of failed) {
        const tried = (tries.get(id) ?? 0) + 1;
        tries.set(id, tried);
        if (tried >= mostTries) first ??= { type: 'Error', message: lastError };
      }
    },
    first: () => first,
  };
}
