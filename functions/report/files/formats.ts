// How the three files of a report (succeeded, failed, unclear) are written: in the format that the records came in.

import type { Format, Plan } from '../../../shared/job/plan.ts';
import { listShape, ndjsonShape } from './elements.ts';
import type { Shape } from './shape.ts';
import { tableShape } from './table.ts';

export const contentTypes: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
};

export function shapeOf(format: Format, header: Plan['header'] = [], hasId: boolean): Shape {
  switch (format) {
    case 'csv':
      return tableShape(header, ',', hasId);
    case 'tsv':
      return tableShape(header, '\t', hasId);
    case 'json':
      return listShape(hasId);
    case 'ndjson':
      return ndjsonShape(hasId);
  }
}
