// Kills export at its steps, one step for each run: before a page or a write takes effect, and after its whole effect.

import type { Interception, InterceptedRequest } from '../../local/s3/intercept.ts';
import type { PassedRequest } from '../deliver/pass-through.ts';
import type { ExportWorld } from './harness.ts';

export interface Deaths {
  arm(): void;
  /** The step at which export was killed. Undefined: it was not. */
  disarm(): string | undefined;
  readonly onS3: (request: InterceptedRequest) => Promise<Interception>;
  readonly onFeishu: (request: PassedRequest) => Promise<'pass' | 'cut'>;
}

/** The nth occurrence of a step counts as a step of its own. */
export function createDeaths(
  world: () => ExportWorld,
  isMeant: (what: string) => boolean = () => true,
): Deaths {
  const died = new Set<string>();
  let steps: string[] = [];
  let armed = false;
  let killed: string | undefined;

  async function step(what: string): Promise<'pass' | 'cut'> {
    if (!armed || killed !== undefined || !isMeant(what)) return 'pass';
    steps.push(what);
    const times = steps.filter((done) => done === what).length;
    const death = `${what}, ${times}`;
    if (died.has(death)) return 'pass';
    died.add(death);
    killed = death;
    await Promise.all(
      world()
        .world.export.running()
        .map((invocation) => invocation.kill()),
    );
    return 'cut';
  }

  return {
    arm() {
      [steps, armed, killed] = [[], true, undefined];
    },
    disarm() {
      armed = false;
      return killed;
    },
    async onS3({ operation, key, phase }) {
      return changing.has(operation) ? step(`${phase} ${operation} ${kindOf(key)}`) : 'pass';
    },
    onFeishu: async ({ path, phase }) => (path.includes('/query?') ? step(`${phase} a page`) : 'pass'),
  };
}

const changing = new Set<string>(['PutObject', 'CopyObject', 'DeleteObject']);

/** The key without run, dataset, day and code: the same for each run and window. */
function kindOf(key: string): string {
  return key
    .replace(/\d{8}T\d{6}Z-[\w-]+-[0-9a-f]{16}/, 'RUN')
    .replace(/kills-\d+/, 'DATASET')
    .replace(/dt=[\d-]+/, 'dt')
    .replace(/parts\/[0-9a-f]{16}/, 'parts/CODE')
    .replace(
      /(create|modify)_time-(?:-?\d+|open)-(?:-?\d+|open)(-\d{5}-[0-9a-f]{8})?\./,
      (_, axis, chunk) => `${axis}${chunk ? '-chunk' : ''}.`,
    )
    .replace(/-[0-9a-f]{8}\./, '.');
}
