// An execution environment of Lambda in this process: the seams that a function is given, and the end of its invocations.
// - Each request to AWS or Feishu is two steps: before it has its effect, and after it. A step may be struck.
// - When an environment dies, nothing of it goes on: no sleep, request or answer of it ends any more, and it logs nothing.
// - What it has sent to Feishu before goes on there.

import type { Outcome } from '../../../local/lambda/invocation-outcome.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Fetch } from '../../../shared/feishu/exchange.ts';
import type { Log } from '../../../shared/log.ts';
import type { Draws } from '../draws.ts';
import { urlOf } from '../feishu/fetch-line.ts';

/** One request: `what` names it, `effect` is what it does on the other side. */
export type Request = <Result>(what: string, effect: () => Result) => Promise<Result>;

export interface Step {
  readonly fn: string;
  readonly requestId: string;
  /** `after`: the request has had its effect, and its answer is about to arrive. */
  readonly when: 'before' | 'after';
  readonly what: string;
}

/**
 * - kill: the invocation is over here.
 * - hang: the request never ends; Lambda ends the invocation at its time-out.
 * - fail: the request ends with an error, whether it has had its effect or not.
 */
export type Strike = 'kill' | 'hang' | 'fail';

/** Asked at each step. Undefined: the step goes on. */
export type OnStep = (step: Step) => Strike | undefined;

export interface LogLine {
  readonly at: string;
  readonly fn: string;
  readonly request: string;
  readonly step: string;
  readonly facts: Parameters<Log>[1];
}

export interface Around {
  readonly clock: Clock;
  readonly draws: Draws;
  readonly fetch: Fetch;
  readonly onStep: OnStep;
  readonly onLog: (line: LogLine) => void;
}

/** What a function is given of its environment. */
export interface Seams {
  readonly clock: Clock;
  readonly request: Request;
  readonly fetch: Fetch;
  readonly log: Log;
  readonly random: () => number;
}

export interface InvocationContext {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}
export type Handler = (event: unknown, context: InvocationContext) => Promise<unknown>;

export interface EnvironmentSettings {
  readonly name: string;
  readonly timeoutMs: number;
  readonly around: Around;
  /** Called once for each environment, as its module is loaded once. */
  readonly load: (seams: Seams) => Handler;
}

const never = new Promise<never>(() => undefined);
/** Milliseconds that a request to AWS takes. */
const requestMs = { least: 4, most: 60 };

export class Environment {
  readonly #settings: EnvironmentSettings;
  readonly #handler: Handler;
  #isDead = false;
  /** The invocation under way. */
  #running: { readonly requestId: string; readonly end: (outcome: Outcome) => void } | undefined;
  #lastRequestId = '';

  constructor(settings: EnvironmentSettings) {
    this.#settings = settings;
    const { name, around } = settings;
    const { clock, draws, fetch, onLog } = around;
    // Whole milliseconds, as a machine tells them.
    const now = () => Math.floor(clock.now());
    this.#handler = settings.load({
      clock: { now, sleep: (ms, signal) => this.#alive(clock.sleep(ms, signal)) },
      request: (what, effect) => this.#request(what, effect),
      fetch: async (input, init) => {
        const what = `ask ${urlOf(input).pathname}`;
        return this.#around(what, brokenConnection, () => fetch(input, init));
      },
      log: (step, facts) => {
        if (this.#isDead) return;
        const at = new Date(now()).toISOString();
        onLog({ at, fn: name, request: this.#running?.requestId ?? this.#lastRequestId, step, facts });
      },
      random: () => draws.draw(`random of ${name}`),
    });
  }

  isAlive(): boolean {
    return !this.#isDead;
  }

  /** One invocation at a time. Event and result cross the border as JSON. */
  async run(requestId: string, event: unknown): Promise<Outcome> {
    const { timeoutMs, around } = this.#settings;
    const { clock } = around;
    const endMs = clock.now() + timeoutMs;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const over = new AbortController();
    this.#running = { requestId, end: resolve };
    this.#lastRequestId = requestId;
    void this.#endAtTimeout(over.signal);
    const context = {
      awsRequestId: requestId,
      getRemainingTimeInMillis: () => Math.max(Math.floor(endMs - clock.now()), 0),
    };
    void this.#handler(asJson(event), context).then(
      (result) => resolve({ kind: 'ok', result: asJson(result) }),
      (error: unknown) => resolve(errorOutcome(error)),
    );
    const outcome = await promise;
    over.abort();
    this.#running = undefined;
    return outcome;
  }

  async #endAtTimeout(over: AbortSignal): Promise<void> {
    await this.#settings.around.clock.sleep(this.#settings.timeoutMs, over);
    if (!over.aborted) this.#die({ kind: 'timed_out' });
  }

  #die(outcome: Outcome): void {
    this.#isDead = true;
    this.#running?.end(outcome);
  }

  /** The promise as long as the environment is alive; afterwards one that never settles. */
  #alive<Value>(promise: Promise<Value>): Promise<Value> {
    if (this.#isDead) return never;
    return new Promise((resolve, reject) => {
      void promise.then(
        (value) => void (this.#isDead || resolve(value)),
        (error: unknown) => void (this.#isDead || reject(asError(error))),
      );
    });
  }

  #request<Result>(what: string, effect: () => Result): Promise<Result> {
    const { clock, draws } = this.#settings.around;
    const pause = () => clock.sleep(draws.between(what, requestMs.least, requestMs.most) / 2);
    return this.#around(what, brokenRequest, async () => {
      await this.#alive(pause());
      const result = effect();
      await pause();
      return result;
    });
  }

  async #around<Value>(what: string, broken: () => Error, work: () => Promise<Value>): Promise<Value> {
    await this.#step('before', what, broken);
    const value = await this.#alive(work());
    await this.#step('after', what, broken);
    return value;
  }

  #step(when: Step['when'], what: string, broken: () => Error): Promise<void> {
    if (this.#isDead) return never;
    if (!this.#running) return Promise.resolve();
    const { name, around } = this.#settings;
    const { requestId } = this.#running;
    const strike = around.onStep({ fn: name, requestId, when, what });
    switch (strike) {
      case undefined:
        return Promise.resolve();
      case 'kill':
        this.#die({ kind: 'killed' });
        return never;
      case 'hang':
        return never;
      case 'fail':
        return Promise.reject(broken());
    }
  }
}

function brokenRequest(): Error {
  return new Error('a request to AWS failed, as the test wanted it');
}

function brokenConnection(): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
}

function asJson(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('something was thrown that is no error');
}

function errorOutcome(error: unknown): Outcome {
  const { name, message } = asError(error);
  return { kind: 'error', type: name, message };
}
