// Possible mistakes in the template, each with the check that must find it.

import { permissions } from './permissions.ts';
import { triggers } from './triggers.ts';
import { numbers } from './numbers.ts';
import { settings } from './settings.ts';
import { safety } from './safety.ts';
import { alarms } from './alarms.ts';
import { deployment } from './deployment.ts';
import { refused } from './refused.ts';
import type { Mutation } from './edit.ts';

export const mutations: readonly Mutation[] = [
  ...permissions,
  ...triggers,
  ...numbers,
  ...settings,
  ...safety,
  ...alarms,
  ...deployment,
  ...refused,
];
