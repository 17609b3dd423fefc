// The commands of `payferry`, as lists of flags.

import { exportFormats, exportModes, exportResourceNames } from '../../../shared/run/message.ts';
import { userIdTypes } from '../../../shared/feishu/operations/parameters.ts';
import { entry, type CommandSpec, type Flag } from '../../command-line.ts';
import { sandboxSpec } from '../../sandbox/sandbox-flags.ts';

const out: Flag = {
  name: 'out',
  value: 'DIR',
  says: 'where the reports and snapshots go (out): DIR/reports/<job>/, DIR/snapshots/<resource>/; what is under way stands in DIR/.payferry/',
};
const operation: Flag = {
  name: 'operation',
  value: 'NAME',
  says: 'what the files ask for, like lump_sum_payment.batch_create; not needed where the path says so: …/lump_sum_payment/batch_create/bonus.csv',
};
const userIdType: Flag = {
  name: 'user-id-type',
  value: 'TYPE',
  says: `what user_id is: ${userIdTypes.join(', ')}`,
};
const option: Flag = {
  name: 'option',
  value: 'NAME=VALUE',
  many: true,
  says: 'any other option of docs/files.md, like expected_records=1250',
};
const dryRun: Flag = { name: 'dry-run', says: 'check the files and report; send nothing' };
const live: Flag = {
  name: 'live',
  says: 'to a real Feishu, with FEISHU_BASE_URL, FEISHU_APP_ID and FEISHU_APP_SECRET in the environment: shows what would be sent, and asks',
};
const yes: Flag = { name: 'yes', says: 'do not ask' };

const whereItGoes =
  'Where it goes: to a sandbox that starts and ends with the command, or to FEISHU_BASE_URL if that is set.';
const howItEnds =
  'Exit code: 0 every row went through, 1 some rows did not, 2 the command is not right, 3 a job was stopped or something broke, 130 interrupted.';

export const commandSpecs = {
  demo: {
    typed: 'payferry demo',
    says: 'Carries the sample files to the built-in sandbox, and exports what it then holds. It goes nowhere else, whatever the environment says.',
    flags: [out],
    more: ['Exit code: 0 all ended as they should, 1 something did not, 3 something broke, 130 interrupted.'],
  },
  carry: {
    typed: 'payferry carry',
    takes: 'FILE…',
    says: 'Carries your own files to Feishu, or to the sandbox, and brings back their reports. What an earlier carry with the same DIR has left open is finished first.',
    flags: [operation, userIdType, dryRun, option, out, live, yes],
    more: [whereItGoes, howItEnds],
  },
  check: {
    typed: 'payferry check',
    takes: 'FILE…',
    says: 'Judges files as carry would, row by row, and reports. Nothing is sent, and nothing leaves this machine.',
    flags: [operation, userIdType, option, out],
    more: [howItEnds],
  },
  export: {
    typed: 'payferry export',
    takes: 'RESOURCE',
    says: `Takes a snapshot of what Feishu holds, or the sandbox: ${exportResourceNames.join(', ')}.`,
    flags: [
      {
        name: 'mode',
        value: 'MODE',
        says: `${exportModes.join(' or ')}: all, or what was modified since the last snapshot in DIR (full)`,
      },
      { name: 'format', value: 'FORMAT', says: `${exportFormats.join(', ')} (ndjson)` },
      {
        name: 'filter',
        value: 'NAME=VALUE',
        many: true,
        says: 'a filter of the query\'s page, like create_time_gte="2026-11-01 00:00:00"; a list has its values with commas between them',
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
    says: 'Stays up and carries what is dropped in ./inbox. It prints where its S3 and its queues are, and the key that they ask for. It never sends to a real Feishu.',
    flags: [operation, userIdType, dryRun, option, out],
  },
  sandbox: sandboxSpec,
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commandSpecs;

export const commandNames = [
  'demo',
  'carry',
  'check',
  'export',
  'keep',
  'sandbox',
] as const satisfies readonly CommandName[];

/** All flags of `npm start`. The flags that are given decide which command is meant. */
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
  '`payferry COMMAND --help` tells its flags, docs/run.md the rest. In a clone it is `npx payferry`. The old names stand for it:',
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
