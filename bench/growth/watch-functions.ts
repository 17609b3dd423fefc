// The number of invocations of each function in a world, and their duration as AWS would bill it.

import type { LogLine } from '../../local/lambda/run-function.ts';
import type { World } from '../../local/world/start.ts';
import { rounded } from '../numbers.ts';

const everyMs = 20;

export interface FunctionsWatch {
  readonly onLog: (line: LogLine) => void;
  /** Counts from this call until `end()`. */
  watch(world: World): void;
  end(): {
    readonly invocations: Record<string, number>;
    readonly busy_ms: Record<string, number>;
    readonly logged_bytes: number;
  };
}

export function watchFunctions(): FunctionsWatch {
  const requests = new Map<string, Set<string>>();
  const busyMs = new Map<string, number>();
  let loggedBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    onLog({ functionName, requestId = '', text }) {
      loggedBytes += Buffer.byteLength(text) + 1;
      if (requestId !== '')
        requests.set(functionName, (requests.get(functionName) ?? new Set()).add(requestId));
    },
    watch({ split, deliver, report }) {
      let lookedMs = performance.now();
      timer = setInterval(() => {
        const now = performance.now();
        for (const fn of [split, deliver, report]) {
          const passedMs = fn.running().length * (now - lookedMs);
          busyMs.set(fn.name, (busyMs.get(fn.name) ?? 0) + passedMs);
        }
        lookedMs = now;
      }, everyMs);
    },
    end() {
      clearInterval(timer);
      return {
        invocations: Object.fromEntries([...requests].map(([name, ids]) => [name, ids.size])),
        busy_ms: Object.fromEntries([...busyMs].map(([name, ms]) => [name, rounded(ms)])),
        logged_bytes: loggedBytes,
      };
    },
  };
}
