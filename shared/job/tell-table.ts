// Tells what a plan says of its table, in the job's language.

import { tell } from '../words/render.ts';
import type { Language } from '../words/sentences.ts';
import type { Plan } from './plan.ts';
import type { ToldHold, ToldTable } from './told-table.ts';

/** Undefined: no table, or one in UTF-8 whose header is row 1 and of which there is nothing else to tell. */
export function tellTable(plan: Plan, language: Language): ToldTable | undefined {
  const { encoding, sheet, header_row, above_header, ignored_columns, passed_over, derived, defaults } = plan;
  const toTell: ToldTable = {
    ...(sheet === undefined ? {} : { sheet }),
    ...(isEmpty(above_header) ? {} : { above_header }),
    ...(isEmpty(ignored_columns) ? {} : { ignored_columns }),
    ...(passed_over && passed_over.count > 0
      ? {
          passed_over: {
            count: passed_over.count,
            rows: passed_over.rows.map(({ row, why }) => ({ row, why: tell(why, language) })),
          },
        }
      : {}),
    ...(isEmpty(derived) ? {} : { derived }),
    ...(isEmpty(defaults) ? {} : { defaults }),
  };
  const isUsual = (encoding ?? 'utf-8') === 'utf-8' && (header_row ?? 1) === 1;
  if (isUsual && isEmpty(toTell)) return undefined;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(header_row === undefined ? {} : { header_row }),
    ...toTell,
  };
}

export function tellHold({ hold = [] }: Plan, language: Language): ToldHold {
  return hold.map(({ kind, say: reason }) => ({ kind, ...tell(reason, language) }));
}

function isEmpty(of: object | undefined): boolean {
  return of === undefined || Object.keys(of).length === 0;
}
