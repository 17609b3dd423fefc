// How the three files of a report (succeeded, failed, unclear) are written: in the format that the records came in, and those of a
// workbook as CSV.

import type { Format, Plan } from '../../../shared/job/plan.ts';
import { listShape, ndjsonShape } from './elements.ts';
import type { Shape } from './shape.ts';
import { tableShape } from './table.ts';

export type ReportFormat = Exclude<Format, 'xlsx'>;

export function reportFormatOf(format: Format): ReportFormat {
  return format === 'xlsx' ? 'csv' : format;
}

export const contentTypes: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
};

export function shapeOf(format: ReportFormat, header: Plan['header'] = [], hasId: boolean): Shape {
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
