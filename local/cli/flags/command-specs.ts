// The flags and help texts of each command of `payferry` and of `npm start`, and the page that lists all commands.

import { holdKinds } from '../../../shared/job/plan.ts';
import { exportFormats, exportModes, exportResourceNames } from '../../../shared/run/message.ts';
import { languages } from '../../../shared/words/sentences.ts';
import { userIdTypes } from '../../../shared/feishu/operations/parameters.ts';
import { entry, pageOfParts, type CommandSpec, type Flag } from '../../command-line.ts';
import { sandboxSpec } from '../../sandbox/sandbox-flags.ts';
import { redriveQueues } from '../redrive/queue-names.ts';
import { say } from '../words/say.ts';

const out: Flag = {
  name: 'out',
  value: 'DIR',
  says: say('help.flag_out'),
};
const operation: Flag = {
  name: 'operation',
  value: 'NAME',
  says: say('help.flag_operation'),
};
const userIdType: Flag = {
  name: 'user-id-type',
  value: 'TYPE',
  says: say('help.flag_user_id_type', { known: userIdTypes }),
};
const option: Flag = {
  name: 'option',
  value: 'NAME=VALUE',
  many: true,
  says: say('help.flag_option'),
};
const dryRun: Flag = { name: 'dry-run', says: say('help.flag_dry_run') };
const live: Flag = {
  name: 'live',
  says: say('help.flag_live'),
};
const yes: Flag = { name: 'yes', says: say('help.flag_yes') };
const accept: Flag = {
  name: 'accept',
  value: 'KIND,…',
  many: true,
  says: say('help.flag_accept', { known: holdKinds }),
};

const whereItGoes = say('help.where_it_goes');
const howItEnds = say('help.exit_codes');

export const commandSpecs = {
  demo: {
    typed: 'payferry demo',
    says: say('help.demo'),
    flags: [out],
    more: [say('help.exit_codes_of_demo')],
  },
  carry: {
    typed: 'payferry carry',
    takes: 'FILE…',
    says: say('help.carry'),
    flags: [operation, userIdType, dryRun, option, out, live, yes, accept],
    more: [whereItGoes, howItEnds],
  },
  check: {
    typed: 'payferry check',
    takes: 'FILE…',
    says: say('help.check'),
    flags: [operation, userIdType, option, out],
    more: [howItEnds],
  },
  export: {
    typed: 'payferry export',
    takes: 'RESOURCE',
    says: say('help.export', { known: exportResourceNames }),
    flags: [
      {
        name: 'mode',
        value: 'MODE',
        says: say('help.flag_mode', { known: exportModes }),
      },
      { name: 'format', value: 'FORMAT', says: say('help.flag_format', { known: exportFormats }) },
      {
        name: 'filter',
        value: 'NAME=VALUE',
        many: true,
        says: say('help.flag_filter'),
      },
      userIdType,
      out,
      live,
    ],
    more: [whereItGoes],
  },
  keep: {
    typed: 'payferry keep',
    takes: '[FILE…]',
    says: say('help.keep'),
    flags: [operation, userIdType, dryRun, option, out],
  },
  jobs: {
    typed: 'payferry jobs',
    takes: 'COMMAND',
    says: say('help.jobs'),
    flags: [],
  },
  sandbox: sandboxSpec,
} as const satisfies Readonly<Record<string, CommandSpec>>;

/** Rights on the queue of dead letters, and then those on the queue that takes them. */
const redriveRights = [
  'sqs:GetQueueUrl',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueUrl',
  'sqs:SendMessage',
];

/** The commands of `payferry jobs`. */
export const jobsSpecs = {
  redrive: {
    typed: 'payferry jobs redrive',
    takes: 'QUEUE',
    says: say('help.jobs_redrive', { known: redriveQueues }),
    flags: [
      { name: 'stage', value: 'STAGE', says: say('help.flag_stage') },
      { name: 'region', value: 'REGION', says: say('help.flag_region') },
      yes,
    ],
    more: [
      say('help.jobs_redrive_order'),
      say('help.jobs_redrive_drops'),
      say('help.jobs_redrive_rights', { rights: redriveRights }),
      say('help.exit_codes_of_redrive'),
    ],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export const jobsUsage = pageOfParts([
  `${commandSpecs.jobs.typed} ${commandSpecs.jobs.takes} [flags]`,
  '',
  say('help.jobs'),
  '',
  ...Object.entries(jobsSpecs).map(([name, { takes, says }]) => entry(`${name} ${takes}`, says)),
  '',
  say('help.more_help_of_jobs'),
]);

export type CommandName = keyof typeof commandSpecs;

export const commandNames = [
  'demo',
  'carry',
  'check',
  'export',
  'keep',
  'jobs',
  'sandbox',
] as const satisfies readonly CommandName[];

/** All flags of `npm start`, which names no command: the flags and files that are given decide which is meant. */
export const startSpec: Pick<CommandSpec, 'takes' | 'flags'> = {
  takes: '[FILE…]',
  flags: [
    ...new Set([
      ...commandSpecs.carry.flags,
      ...commandSpecs.export.flags,
      { name: 'keep', says: commandSpecs.keep.says },
      { name: 'export', value: 'RESOURCE', says: commandSpecs.export.says },
    ]),
  ],
};

export const usage = pageOfParts([
  'payferry COMMAND [flags]',
  '',
  ...commandNames.map((name) => {
    const { takes, says }: CommandSpec = commandSpecs[name];
    return entry([name, ...(takes === undefined ? [] : [takes])].join(' '), says);
  }),
  '',
  say('help.more_help'),
  '',
  entry('npm start', 'payferry demo'),
  entry('npm start -- FILE…', 'payferry carry FILE…'),
  entry('npm start -- --keep', 'payferry keep'),
  entry('npm start -- --export R', 'payferry export R'),
  entry('npm run sandbox --', 'payferry sandbox'),
  '',
  say('help.every_command', { known: languages }),
  '',
  howItEnds,
]);
