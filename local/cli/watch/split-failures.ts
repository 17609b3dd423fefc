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

/** `first` answers after so many failures of split for one message, and at once after an invocation that died: its message stays hidden for long. */
const mostTries = 3;

export function createSplitFailures(): SplitFailures {
  const tries = new Map<string, number>();
  const errors = new Map<string, string>();
  let first: SplitFailure | undefined;
  return {
    onLog({ functionName, text }) {
      const line = functionName === 'split' ? readJson(text) : undefined;
      if (!isJsonObject(line) || line.step !== 'failed') return;
      if (typeof line.message_id === 'string' && typeof line.error === 'string')
        errors.set(line.message_id, line.error);
    },
    onDrop({ outcome, failed }) {
      if (outcome.kind === 'error') first ??= { type: outcome.type, message: outcome.message };
      else if (outcome.kind !== 'ok') first ??= { type: 'Error', message: outcome.kind };
      for (const id of failed) {
        const tried = (tries.get(id) ?? 0) + 1;
        tries.set(id, tried);
        if (tried >= mostTries) first ??= { type: 'Error', message: errors.get(id) ?? '' };
      }
    },
    first: () => first,
  };
}
