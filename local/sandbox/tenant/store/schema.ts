// The tables. Most columns have the API's field names. The key of a payment or detail is the number inside its id.

import { DatabaseSync } from 'node:sqlite';

export const columns = {
  employee: [
    'people_corehr_id',
    'company_id',
    'service_company_id',
    'department_id',
    'job_family_id',
    'job_level_id',
    'work_location_id',
    'employee_type_id',
    'onboard_date',
    'offboard_date',
  ],
  lump_sum: [
    'unique_id',
    'employee',
    'item_id',
    'currency_id',
    'total_amount',
    'binding_period',
    'binding_period_decimal',
    'issuance_frequency',
    'reference_period_start_date',
    'reference_period_end_date',
    'remark',
    'details_made',
    'created_ms',
    'modified_ms',
  ],
  detail: [
    'issuance_amount',
    'issuance_status',
    'issuance_way',
    'issuance_time',
    'belong_time',
    'issuance_country_region_id',
    'issuance_pay_group_id',
    'detail_reference_period_start_date',
    'detail_reference_period_end_date',
    'is_not_issued_due_to_offboarding',
    'issuance_index',
    'paid',
    'created_ms',
    'modified_ms',
  ],
  recurring: [
    'unique_id',
    'employee',
    'item_id',
    'currency_id',
    'each_amount',
    'start_date',
    'end_date',
    'issuance_type',
    'issuance_period',
    'issuance_country_region_id',
    'remark',
    'created_ms',
    'modified_ms',
  ],
} as const;

export type Table = keyof typeof columns;

const indexes = [
  'INDEX lump_sum_by_unique_id ON lump_sum (unique_id)',
  'INDEX lump_sum_by_employee ON lump_sum (employee, item_id)',
  'INDEX lump_sum_by_item ON lump_sum (item_id)',
  'INDEX lump_sum_by_created ON lump_sum (created_ms)',
  'INDEX lump_sum_by_modified ON lump_sum (modified_ms)',
  'INDEX detail_by_issuance_time ON detail (issuance_time)',
  'INDEX detail_by_created ON detail (created_ms)',
  'INDEX detail_by_modified ON detail (modified_ms)',
  'INDEX recurring_by_unique_id ON recurring (unique_id)',
  'INDEX recurring_by_employee ON recurring (employee, item_id)',
  'INDEX recurring_by_item ON recurring (item_id)',
  'INDEX recurring_by_start ON recurring (start_date)',
  'INDEX recurring_by_created ON recurring (created_ms)',
  'INDEX recurring_by_modified ON recurring (modified_ms)',
];

export function openDatabase(file: string | undefined): DatabaseSync {
  const db = new DatabaseSync(file ?? ':memory:');
  // The lock is exclusive: two sandboxes on one file would each know half of its records.
  db.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;',
  );
  for (const [table, names] of Object.entries(columns)) {
    // AUTOINCREMENT does not reuse the key of a removed record. A detail's key follows from that of its record.
    const key = table === 'detail' ? 'PRIMARY KEY' : 'PRIMARY KEY AUTOINCREMENT';
    db.exec(`CREATE TABLE IF NOT EXISTS ${table} (key INTEGER ${key}, ${names.join(', ')})`);
  }
  db.exec(
    'CREATE TABLE IF NOT EXISTS removed (resource, unique_id, PRIMARY KEY (resource, unique_id)) WITHOUT ROWID',
  );
  db.exec('CREATE UNIQUE INDEX IF NOT EXISTS employee_by_id ON employee (people_corehr_id)');
  for (const index of indexes) db.exec(`CREATE ${index.replace('INDEX ', 'INDEX IF NOT EXISTS ')}`);
  return db;
}
