// The three files of a report: succeeded, failed, unclear. Each is begun with its first record, so a file without records is
// not there.

import { reportFile } from '../../../shared/job/report-file.ts';
import { PlainError } from '../../../shared/errors.ts';
import type { Upload } from '../../../shared/aws/upload.ts';
import { statuses, type ReportFile } from '../../../shared/job/outcomes.ts';
import type { Plan } from '../../../shared/job/plan.ts';
import type { ReportContext } from '../context.ts';
import type { Language } from '../../../shared/words/sentences.ts';
import type { Reported } from '../report/job-records.ts';
import { contentTypes, reportFormatOf, shapeOf } from './formats.ts';
import type { Shape } from './shape.ts';

interface BegunFile {
  readonly name: string;
  readonly shape: Shape;
  readonly upload: Upload;
}

export class ReportFiles {
  readonly #context: ReportContext;
  readonly #plan: Plan;
  readonly #language: Language;
  readonly #begun = new Map<ReportFile, BegunFile>();

  /** `language`: of the messages. */
  constructor(context: ReportContext, plan: Plan, language: Language) {
    this.#language = language;
    this.#context = context;
    this.#plan = plan;
  }

  async add(reported: Reported): Promise<void> {
    const file = statuses[reported.outcome.status].file;
    const begun = this.#begun.get(file);
    const { shape, upload } = begun ?? this.#begin(file);
    await upload.write((begun ? shape.between : shape.head) + shape.record(reported, this.#language));
  }

  /** Ends when all files that were begun are stored, and answers with their names. */
  async end(): Promise<string[]> {
    for (const { shape, upload } of this.#begun.values()) {
      await upload.write(shape.tail);
      await upload.end();
    }
    return [...this.#begun.values()].map(({ name }) => name).toSorted();
  }

  async abandon(): Promise<void> {
    await Promise.allSettled([...this.#begun.values()].map(({ upload }) => upload.abandon()));
  }

  #begin(file: ReportFile): BegunFile {
    const { job, header, format: readFormat } = this.#plan;
    if (!readFormat) throw new PlainError('a file of no known format has no records');
    const format = reportFormatOf(readFormat);
    const name = `${file}.${format}`;
    const upload = this.#context.beginUpload({
      key: reportFile.key({ job, file: name }),
      contentType: contentTypes[format],
    });
    // Only the file of what succeeded has a place for Feishu's id.
    const begun = { name, shape: shapeOf(format, header, file === 'succeeded'), upload };
    this.#begun.set(file, begun);
    return begun;
  }
}
