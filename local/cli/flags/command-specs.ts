// The flags and help texts of each command of `payferry` and of `npm start`, and the page that lists all commands.

import { exportFormats, exportModes, exportResourceNames } from '../../../shared/run/message.ts';
import { userIdTypes } from '../../../shared/feishu/operations/parameters.ts';
import { entry, type CommandSpec, type Flag } from '../../command-line.ts';
import { sandboxSpec } from '../../sandbox/sandbox-flags.ts';
import { redriveQueues } from '../redrive/queue-names.ts';
import { helpSentences } from '../words/help.ts';

const out: Flag = {
  name: 'out',
  value: 'DIR',
  says: helpSentences.flag_out(),
};
const operation: Flag = {
  name: 'operation',
  value: 'NAME',
  says: helpSentences.flag_operation(),
};
const userIdType: Flag = {
  name: 'user-id-type',
  value: 'TYPE',
  says: helpSentences.flag_user_id_type({ known: userIdTypes }),
};
const option: Flag = {
  name: 'option',
  value: 'NAME=VALUE',
  many: true,
  says: helpSentences.flag_option(),
};
const dryRun: Flag = { name: 'dry-run', says: helpSentences.flag_dry_run() };
const live: Flag = {
  name: 'live',
  says: helpSentences.flag_live(),
};
const yes: Flag = { name: 'yes', says: helpSentences.flag_yes() };

const whereItGoes = helpSentences.where_it_goes();
const howItEnds = helpSentences.exit_codes();

export const commandSpecs = {
  demo: {
    typed: 'payferry demo',
    says: helpSentences.demo(),
    flags: [out],
    more: [helpSentences.exit_codes_of_demo()],
  },
  carry: {
    typed: 'payferry carry',
    takes: 'FILE…',
    says: helpSentences.carry(),
    flags: [operation, userIdType, dryRun, option, out, live, yes],
    more: [whereItGoes, howItEnds],
  },
  check: {
    typed: 'payferry check',
    takes: 'FILE…',
    says: helpSentences.check(),
    flags: [operation, userIdType, option, out],
    more: [howItEnds],
  },
  export: {
    typed: 'payferry export',
    takes: 'RESOURCE',
    says: helpSentences.export({ known: exportResourceNames }),
    flags: [
      {
        name: 'mode',
        value: 'MODE',
        says: helpSentences.flag_mode({ known: exportModes }),
      },
      { name: 'format', value: 'FORMAT', says: helpSentences.flag_format({ known: exportFormats }) },
      {
        name: 'filter',
        value: 'NAME=VALUE',
        many: true,
        says: helpSentences.flag_filter(),
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
    says: helpSentences.keep(),
    flags: [operation, userIdType, dryRun, option, out],
  },
  jobs: {
    typed: 'payferry jobs',
    takes: 'COMMAND',
    says: helpSentences.jobs(),
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
    says: helpSentences.jobs_redrive({ known: redriveQueues }),
    flags: [
      { name: 'stage', value: 'STAGE', says: helpSentences.flag_stage() },
      { name: 'region', value: 'REGION', says: helpSentences.flag_region() },
      yes,
    ],
    more: [
      helpSentences.jobs_redrive_order(),
      helpSentences.jobs_redrive_drops(),
      helpSentences.jobs_redrive_rights({ rights: redriveRights }),
      helpSentences.exit_codes_of_redrive(),
    ],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export const jobsUsage = [
  `${commandSpecs.jobs.typed} ${commandSpecs.jobs.takes} [flags]`,
  '',
  helpSentences.jobs(),
  '',
  ...Object.entries(jobsSpecs).map(([name, { takes, says }]) => entry(`${name} ${takes}`, says)),
  '',
  helpSentences.more_help_of_jobs(),
  '',
].join('\n');

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
export const startSpec: CommandSpec = {
  typed: 'npm start --',
  takes: '[FILE…]',
  says: '',
  flags: [
    ...new Set([
      ...commandSpecs.carry.flags,
      ...commandSpecs.export.flags,
      { name: 'keep', says: '' },
      { name: 'export', value: 'RESOURCE', says: '' },
    ]),
  ],
};

export const usage = [
  'payferry COMMAND [flags]',
  '',
  ...commandNames.map((name) => {
    const { takes, says }: CommandSpec = commandSpecs[name];
    return entry([name, ...(takes === undefined ? [] : [takes])].join(' '), says);
  }),
  '',
  helpSentences.more_help(),
  '',
  entry('npm start', 'payferry demo'),
  entry('npm start -- FILE…', 'payferry carry FILE…'),
  entry('npm start -- --keep', 'payferry keep'),
  entry('npm start -- --export R', 'payferry export R'),
  entry('npm run sandbox --', 'payferry sandbox'),
  '',
  howItEnds,
  '',
].join('\n');
