// For each entry of the catalogue the facts of one sentence or more: with and without what may be absent. An entry that is left out
// does not compile. The facts are in Latin letters, so that each Chinese character is the entry's own.

import type { catalogue } from '../shared/words/catalogue.ts';
import { say, type ArgumentsOf, type Id, type Say } from '../shared/words/say.ts';
import { shown } from '../shared/words/show.ts';

type Samples = { readonly [Known in Id]: readonly ArgumentsOf<typeof catalogue, Known>[] };

/** Of an entry that takes no facts. */
const plain: readonly [][] = [[]];
const value = shown('2,000');
const field = 'details.2.issuance_amount';
const inCell = { column: 'amount', cell: 'Sheet1!F14' };
const last = { code: 2290002, message: 'Internal Error', log_id: 'L-7' };
const unread = { code: 0, message: '', field: 'data.operate_results.3.code' };
const nothing = { code: 0, message: '' };
const dataset = 'nightly';
const list = 'lump_sum_payment.query create_time-2026-11-20';

const samples: Samples = {
  'encoding.two_readings': [[{ line: 7, utf8: shown('a'), gb18030: shown('b') }]],
  'encoding.unknown': [[{ line: 7 }]],
  'encoding.not_utf16': [[{ line: 7 }]],
  'encoding.not_gb18030': [[{ line: 7 }]],
  'encoding.other_mark': [[{ asked: 'gb18030', marked: 'utf-8' }]],
  'encoding.utf16_needs_mark': plain,
  'encoding.not_here': plain,

  'expectations.object': plain,
  'expectations.text': plain,
  'expectations.list': plain,
  'expectations.some_text': plain,
  'expectations.plain_name': plain,
  'expectations.at_most_chars': [[{ chars: 255 }]],
  'expectations.at_most': [[{ items: 100 }]],
  'expectations.amount': plain,
  'expectations.amount_as_text': plain,
  'expectations.not_zero': plain,
  'expectations.date': plain,
  'expectations.time': plain,
  'expectations.one_of': [[{ values: ['with_salary', 'with_cash'] }]],
  'expectations.integer': plain,
  'expectations.integer_from': [[{ min: 0 }]],
  'expectations.integer_to': [[{ max: 2_147_483_647 }]],
  'expectations.true_or_false': plain,
  'expectations.percent': plain,
  'expectations.whole_number': plain,
  'expectations.user_id_type': plain,
  'expectations.approval': plain,
  'expectations.language': plain,
  'expectations.another_value': plain,
  'expectations.dataset': plain,
  'expectations.utc_time': plain,

  'export.no_object': plain,
  'export.field_unknown': [
    [{ field: 'resuorce', meant: 'resource' }],
    [{ field: shown('a b'), meant: undefined }],
  ],
  'export.field_absent': [[{ field: 'dataset' }]],
  'export.field_wrong': [[{ field: 'dataset', value, expected: say('expectations.dataset') }]],
  'export.nothing_before': [[{ dataset }]],
  'export.other_selection': [[{ dataset }]],
  'export.full_run_gone': [[{ dataset }]],
  'export.clocks_differ': [[{ feishuAheadMs: 900_000 }], [{ feishuAheadMs: -900_000 }]],
  'export.page_again': [
    [{ list, page: 3, earlier: 2, shown: 499, records: 500, logId: 'L-7' }],
    [{ list, page: 3, earlier: 2, shown: 499, records: 500, logId: undefined }],
  ],
  'export.page_refused': [[{ list, page: 1, code: 99_992_351 }], [{ list, page: 1, code: undefined }]],
  'export.other_feishu': plain,
  'export.out_of_patience': [
    [{ trouble: '' }],
    [
      {
        trouble: say('export.last_trouble', {
          at: '2026-11-20T02:00:00.000Z',
          facts: ['broken', 'HTTP 500'],
        }),
      },
    ],
  ],
  'export.last_trouble': [[{ at: '2026-11-20T02:00:00.000Z', facts: ['broken', 'HTTP 500'] }]],
  'export.guarantee_of_full': plain,
  'export.guarantee_of_changes': plain,

  'file.empty': plain,
  'file.takes_too_long': plain,
  'file.replaced': plain,
  'file.unpacks_too_far': [[{ times: 200 }]],
  'file.gzip_goes_on': plain,
  'file.gzip_cut_off': plain,
  'file.gzip_damaged': plain,
  'file.too_large': [[{ bytes: 2_147_483_648 }]],
  'file.is_gzip': plain,
  'file.is_workbook': plain,
  'file.is_old_workbook': plain,
  'file.is_utf16': plain,
  'file.not_utf8': [[{ line: 7 }]],
  'file.too_many_cells': [[{ row: 7, most: 2000 }]],
  'file.row_too_long': [[{ row: 7, chars: 6_000_000 }]],
  'file.quote_never_closed': [[{ row: 7 }]],
  'file.text_behind_quote': [[{ row: 7 }]],
  'file.quote_inside': [[{ row: 7 }]],
  'file.record_too_large': [[{ firstRow: 2, lastRow: 40_002, field: 'id', value }]],
  'file.zeroed_ids': [[{ column: 'item_id' }]],
  'file.header_wrong': [[{ row: 1, faults: say('file.details_mixed') }]],
  'file.other_separator': [[{ separator: ';' }]],
  'file.column_twice': [[{ name: shown('id') }]],
  'file.column_without_name': [[{ number: 3 }]],
  'file.column_unknown': [
    [{ name: shown('amuont'), meant: 'amount' }],
    [{ name: shown('x'), meant: undefined }],
  ],
  'file.column_missing': [[{ name: 'item_id' }]],
  'file.details_mixed': plain,
  'file.element_too_long': [
    [{ place: say('file.json_record', { record: 2 }), bytes: 6_000_000 }],
    [{ place: say('file.ndjson_line', { line: 2 }), bytes: 6_000_000 }],
  ],
  'file.json_record': [[{ record: 2 }]],
  'file.ndjson_line': [[{ line: 2 }]],
  'file.json_is_no_list': plain,
  'file.json_cut_off': [[{ record: 2 }]],
  'file.json_more_fields': plain,
  'file.json_broken_behind': plain,
  'file.json_broken': [[{ record: 2 }]],
  'file.operation_unknown': [
    [{ name: shown('lump_sum.create'), meant: 'lump_sum_payment.batch_create', known: [] }],
    [
      {
        name: shown('x'),
        meant: undefined,
        known: ['lump_sum_payment.batch_create', 'recurring_payment.batch_create'],
      },
    ],
  ],
  'file.format_unknown': [[{ known: ['csv', 'json', 'xlsx'] }]],
  'file.option_unknown': [
    [{ name: shown('dry_rn'), meant: 'dry_run' }],
    [{ name: shown('x'), meant: undefined }],
  ],
  'file.option_wrong': [[{ name: 'dry_run', value, expected: say('expectations.true_or_false') }]],
  'file.option_twice': [[{ name: 'user_id_type', first: shown('open_id'), second: shown('user_id') }]],
  'file.no_records': plain,
  'file.other_count': [[{ expected: 3, found: 2 }]],
  'file.other_total': [
    [{ currency: 'CNY', expected: '100.10', sum: '100.00', uncounted: 0 }],
    [{ currency: 'CNY', expected: '100.10', sum: '100.00', uncounted: 2 }],
  ],
  'file.total_unexpected': [
    [{ currency: 'CNY', amount: '7.00', records: 1 }],
    [{ currency: 'CNY', amount: '7.00', records: 2 }],
  ],
  'file.too_many_rejected': [[{ rejected: 2, records: 3, percent: 20 }]],

  'intake.other_content': plain,
  'intake.no_plan_to_resume': plain,
  'intake.resume_names_no_job': plain,
  'intake.too_deep': [[{ levels: 500 }]],
  'intake.no_event_of_s3': plain,
  'intake.no_object': plain,
  'intake.too_many_envelopes': [[{ most: 5 }]],
  'intake.operation_is_no_text': [[{ operation: shown(undefined) }]],
  'intake.records_are_no_list': [[{ records: shown({}) }]],
  'intake.job_is_no_text': [[{ job: shown(7) }]],

  'job.put_object_at': [[{ key: 'jobs/a/approved' }]],
  'job.most_were_refused': [[{ refused: 60, records: 60, code: 21_270_201, message: 'no such item' }]],
  'job.a_person_stopped': plain,
  'job.nobody_approved': plain,
  'job.out_of_patience': [[{ ms: 86_400_000 }], [{ ms: 1 }]],
  'job.never_planned': [[{ tries: 3 }]],
  'job.clocks_differ': [[{ feishuAheadMs: 900_000 }], [{ feishuAheadMs: -900_000 }]],
  'job.records_differ': [[{ planned: 3, found: 2 }]],
  'job.rows_differ': [[{ planned: 3, found: 2 }]],
  'job.uncounted_differ': [[{ planned: 3, found: 2 }]],
  'job.sum_differs': [[{ currency: 'CNY', planned: '3.00', found: '2.00' }]],

  'list.several': [
    [{ sentences: [say('file.no_records'), say('file.empty')], more: 0 }],
    [{ sentences: [say('file.no_records'), say('file.empty')], more: 7 }],
  ],

  'outcome.exists_already': plain,
  'outcome.exists_unchecked': [
    [{ why: 'not_shown' }],
    [{ why: 'hidden' }],
    [{ why: 'no_scope' }],
    [{ why: 'refused' }],
  ],
  'outcome.done_as_far_as_shown': plain,
  'outcome.refused_after_doubt': [[{ why: 'no_scope', last }], [{ why: 'refused', last: unread }]],
  'outcome.age_unknown': plain,
  'outcome.created_unseen': plain,
  'outcome.updated_unseen': plain,
  'outcome.removed_unseen': plain,
  'outcome.was_not_there': plain,
  'outcome.neither_before_nor_after': plain,
  'outcome.gone_perhaps_before': plain,
  'outcome.broke_and_is_absent': [[{ calls: 3 }]],
  'outcome.broke_and_is_not_updated': [[{ calls: 3 }]],
  'outcome.broke_and_is_still_there': [[{ calls: 3 }]],
  'outcome.no_answer_no_look': [
    [{ why: 'no_scope', last }],
    [{ why: 'refused', last: unread }],
    [{ why: 'refused', last: nothing }],
  ],
  'outcome.no_answer_no_look_stopped': [[{ why: 'no_scope', last }], [{ why: 'refused', last: nothing }]],
  'outcome.stopped_before_sent': plain,
  'outcome.refused_for': [
    [{ message: '字段校验失败 (invalid)', field: 'records[0].user_id', description: 'no such user' }],
    [{ message: '字段校验失败 (invalid)', field: undefined, description: undefined }],
  ],
  'outcome.not_sent': [[{ why: say('outcome.job_ended_before') }]],
  'outcome.job_ended_before': plain,
  'outcome.sent_and_lost': [[{ last }], [{ last: unread }], [{ last: nothing }]],
  'outcome.not_written_down': plain,
  'outcome.rest_in_first_row': [[{ begins: 'user_id is required', firstRow: 2 }]],

  'record.no_object': [[{ value: shown([]) }]],
  'record.no_json': plain,
  'record.too_deep': [[{ field: 'note', levels: 500 }]],
  'record.list_too_long': [[{ field: 'details', value: shown([1]), most: 40_000 }]],
  'record.too_large': [[{ bytes: 5_000_001, most: 5_000_000 }]],
  'record.repeated': [[{ field: 'unique_id', value, row: 7 }]],
  'record.unclear_before': [[{ status: 'unknown' }]],
  'record.ragged': [[{ row: 7, cells: 3, width: 2 }]],
  'record.rows_disagree': [[{ field, first: shown('1'), firstRow: 2, second: shown(''), secondRow: 3 }]],
  'record.damaged_id': [[{ field: 'item_id', value: shown('7.39706E+18') }]],
  'record.in_row': [[{ row: 7, message: say('record.no_json') }]],
  'record.field_unknown': [[{ field }], [{ field: inCell }]],
  'record.field_absent': [[{ field }], [{ field: inCell }]],
  'record.field_wrong': [
    [{ field, value, expected: say('expectations.amount') }],
    [
      {
        field: inCell,
        value: shown('x'.repeat(99)),
        expected: say('expectations.at_most_chars', { chars: 9 }),
      },
    ],
    [{ field: shown('a b'), value: shown({}), expected: 'number' }],
  ],
  'record.other_frequency': [[{ frequency: 2, details: 1 }], [{ frequency: 1, details: 2 }]],
  'record.other_sum': [[{ total: shown('2000.00'), sum: shown('1999.50') }]],
  'record.later_than': [[{ field, date: '2026-12-11', other: inCell, otherDate: '2026-12-10' }]],
  'record.half_period': [[{ blank: field, filled: inCell }]],
  'record.before_record_period': [[{ field, date: '2025-12-31', from: '2026-01-01' }]],
  'record.after_record_period': [[{ field, date: '2027-01-01', to: '2026-12-31' }]],
};

export const sampleSentences: readonly Say[] = Object.entries(samples).flatMap(([id, all]) =>
  all.map(([facts]) => (facts === undefined ? { say: id } : { say: id, with: facts })),
);
