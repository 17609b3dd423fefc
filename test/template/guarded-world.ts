// A world whose functions reach S3 and SQS only through a guard that enforces their roles.

import type { World } from '../../local/world/start.ts';
import type { Deployed } from './deployed.ts';
import { statementsOfRole } from './rights.ts';
import { guardRole, type RoleGuard } from './role-guard.ts';

export const roles = {
  split: 'SplitRole',
  deliver: 'DeliverRole',
  report: 'ReportRole',
  export: 'ExportRole',
} as const;
type Name = keyof typeof roles;
const functions = ['split', 'deliver', 'report', 'export'] as const satisfies readonly Name[];

/** Local name → resource of the template. */
const resources: Readonly<Record<string, string>> = {
  'payferry-inbox': 'InboxBucket',
  'payferry-records': 'RecordsBucket',
  drops: 'DropsQueue',
  intake: 'IntakeQueue',
  'lanes.fifo': 'LanesQueue',
  'exports.fifo': 'ExportsQueue',
};

export interface GuardedWorld extends AsyncDisposable {
  readonly guards: ReadonlyMap<Name, RoleGuard>;
  /** Deploys with other settings, behind the same guards. */
  redeploy(settings?: Readonly<Record<string, string>>): Promise<void>;
}

export async function guardWorld(world: World, deployed: Deployed): Promise<GuardedWorld> {
  const { env } = world;
  const guards = new Map<Name, RoleGuard>();
  for (const name of functions) {
    const guard = await guardRole({
      rights: statementsOfRole(deployed, roles[name]),
      s3: env['AWS_ENDPOINT_URL_S3'] ?? '',
      sqs: env['AWS_ENDPOINT_URL_SQS'] ?? '',
      arnOf: (local) => deployed.arnOf(resources[local] ?? local),
    });
    guards.set(name, guard);
  }

  async function redeploy(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [name, { s3, sqs }] of guards) {
      const through = (url = '') => `${sqs}${new URL(url).pathname}`;
      await world[name].redeploy({
        ...env,
        AWS_ENDPOINT_URL_S3: s3,
        AWS_ENDPOINT_URL_SQS: sqs,
        DROPS_QUEUE_URL: through(env['DROPS_QUEUE_URL']),
        INTAKE_QUEUE_URL: through(env['INTAKE_QUEUE_URL']),
        LANES_QUEUE_URL: through(env['LANES_QUEUE_URL']),
        EXPORTS_QUEUE_URL: through(env['EXPORTS_QUEUE_URL']),
        ...settings,
      });
    }
  }

  await redeploy();
  return {
    guards,
    redeploy,
    async [Symbol.asyncDispose]() {
      await Promise.all([...guards.values()].map((guard) => guard[Symbol.asyncDispose]()));
    },
  };
}
