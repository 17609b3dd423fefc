// Reads the catalogue of a tenant.

import { readFileSync } from 'node:fs';
import * as v from 'valibot';

import { contradictionIn } from './catalogue-contradictions.ts';
import { catalogueSchema, type Catalogue } from './catalogue-schema.ts';
import { defaultCatalogue } from './default-catalogue.ts';
import { patternEmployees } from './pattern-employees.ts';

/** The catalogue in the file, or the default one without a file. A sentence: it cannot be used. */
export function readCatalogue(file: string | undefined): Catalogue | string {
  let input: unknown;
  try {
    input = file === undefined ? defaultCatalogue() : JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    return `the catalogue ${file} cannot be read: ${String(cause)}`;
  }
  const parsed = v.safeParse(catalogueSchema, input);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
    return `the catalogue ${file} is not as it should be: ${faults.slice(0, 5).join('; ')}`;
  }
  const { employees, pattern_employees, apps } = parsed.output;
  const whole = { ...parsed.output, employees: [...employees, ...patternEmployees(pattern_employees, apps)] };
  const contradiction = contradictionIn(whole);
  return contradiction === undefined ? whole : `the catalogue ${file}: ${contradiction}`;
}
