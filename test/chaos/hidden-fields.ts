// The catalogue of a Feishu whose app may read and write, and lacks the scopes that some fields need besides.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { defaultCatalogue } from '../../local/sandbox/tenant/default-catalogue.ts';
import { apps } from '../../local/sandbox/test/caller.ts';
import type { Deployment } from './deployments.ts';

const ofField = /_detail\.belong_time:|return_amount|binding_period_offboarding_type/;

/** Empty: the sandbox has its own catalogue. */
export async function catalogueOf(
  { hidesFields }: Deployment,
  dir: string,
): Promise<{ readonly catalogueFile?: string }> {
  if (hidesFields !== true) return {};
  const catalogue = defaultCatalogue();
  const hiding = catalogue.apps.map((app) =>
    app.app_id === apps.everything.app_id
      ? { ...app, scopes: app.scopes.filter((scope) => !ofField.test(scope)) }
      : app,
  );
  const catalogueFile = join(dir, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify({ ...catalogue, apps: hiding }));
  return { catalogueFile };
}
