// The default catalogue. It is small, and a request can reach every record code with it. docs/sandbox.md describes its
// people.

import type { CatalogueInput } from './catalogue-schema.ts';

const scopes = {
  lumpSumWrite: 'corehr:compensation.lump_sum_payment:write',
  lumpSumRead: 'corehr:compensation.lump_sum_payment:read',
  recurringWrite: 'corehr:compensation.recurring_payment:write',
  recurringUpdate: 'corehr:compensation.recurring_payment:update',
  recurringDelete: 'corehr:compensation.recurring_payment:delete',
  recurringRead: 'corehr:compensation.recurring_payment:read',
  items: 'corehr:compensation_item:read',
  currencies: 'corehr:common_data.basic_data.currency:read',
  countries: 'corehr:common_data.basic_data.country_region:read',
  userId: 'contact:user.employee_id:readonly',
  offboarding: 'corehr:compensation_lump_sum_payment.binding_period_offboarding_type:read',
  afterTax: 'corehr:compensation_lump_sum_payment.return_amount_after_tax:read',
  beforeTax: 'corehr:compensation_lump_sum_payment.return_amount_before_tax:read',
  belongTime: 'corehr:compensation_lump_sum_payment_detail.belong_time:read',
};
const { lumpSumRead, recurringRead, lumpSumWrite, recurringWrite, recurringUpdate, recurringDelete } = scopes;

const cny = '6863329932261459464';
const usd = '6863329932261459465';
const jpy = '6863329932261459466';
const regular = '6907000000000000011';
const intern = '6907000000000000021';

const pad = (n: number, digits: number) => String(n).padStart(digits, '0');
const idOf = (kind: string, n: number) => `${kind}${pad(n, 14)}1`;

const apps: CatalogueInput['apps'] = [
  {
    app_id: 'cli_5a9db0c100000001',
    app_secret: 'sandboxSecretOfTheFerry000000001',
    name: 'everything',
    scopes: Object.values(scopes),
    no_permission_for: [idOf('6900', 47), idOf('6900', 48)],
  },
  {
    app_id: 'cli_5a9db0c100000002',
    app_secret: 'sandboxSecretOfTheFerry000000002',
    name: 'writes only: no read scope, no field scopes',
    scopes: [lumpSumWrite, recurringWrite, recurringUpdate, recurringDelete],
  },
  {
    app_id: 'cli_5a9db0c100000003',
    app_secret: 'sandboxSecretOfTheFerry000000003',
    name: 'reads only: no write scope, no field scopes',
    scopes: [lumpSumRead, recurringRead, scopes.items],
  },
  {
    app_id: 'cli_5a9db0c100000004',
    app_secret: 'sandboxSecretOfTheFerry000000004',
    name: 'disabled by its tenant',
    scopes: Object.values(scopes),
    status: 'disabled',
  },
];

const currencies = [
  { currency_id: cny, currency_name: '人民币', currency_alpha_3_code: 'CNY' },
  { currency_id: usd, currency_name: '美元', currency_alpha_3_code: 'USD' },
  { currency_id: jpy, currency_name: '日元', currency_alpha_3_code: 'JPY' },
  {
    currency_id: '6863329932261459467',
    currency_name: '德国马克',
    currency_alpha_3_code: 'DEM',
    active: false,
  },
];

const countryRegions = [
  { country_region_id: '6862995757234914824', name: '中国', alpha_2_code: 'CN', alpha_3_code: 'CHN' },
  { country_region_id: '6862995745046267400', name: '日本', alpha_2_code: 'JP', alpha_3_code: 'JPN' },
  { country_region_id: '6862995746046267401', name: '美国', alpha_2_code: 'US', alpha_3_code: 'USA' },
];

const allWays = ['with_salary', 'with_cash', 'with_year_end_bonus'];

// The first bonus, employee, currency and country are those of the pages' samples.
const items: CatalogueInput['items'] = [
  { id: '7411039006180312620', name: '项目奖金', item_type: 'bonus', decimal_places: 2, ways: allWays },
  {
    id: '7411039006180312621',
    name: '节日礼金',
    item_type: 'bonus',
    decimal_places: 0,
    currency_id: cny,
    ways: ['with_salary'],
    binding: 'none',
  },
  {
    id: '7411039006180312622',
    name: '签字奖金',
    item_type: 'bonus',
    decimal_places: 2,
    ways: allWays,
    binding: 12,
    repeatable: false,
    covers_employee_types: [regular],
  },
  {
    id: '7411039006180312623',
    name: '留任奖金',
    item_type: 'bonus',
    decimal_places: 2,
    ways: allWays,
    binding: 'required',
  },
  {
    id: '7411039006180312624',
    name: '长期激励',
    item_type: 'bonus',
    decimal_places: 3,
    ways: allWays,
    binding: 'matches_reference',
  },
  {
    id: '7411039006180312625',
    name: '已停用奖金',
    item_type: 'bonus',
    active: false,
    decimal_places: 2,
    ways: allWays,
  },
  {
    id: '7411039006180312630',
    name: '住房补贴',
    item_type: 'recurring_payment',
    decimal_places: 2,
    ways: ['with_salary', 'with_cash'],
  },
  {
    id: '7411039006180312631',
    name: '外派津贴',
    item_type: 'recurring_payment',
    decimal_places: 2,
    currency_id: usd,
    ways: ['with_salary'],
    pay_off_frequency_type: 'quarterly',
    covers_employee_types: [regular],
    country_required: true,
  },
  {
    id: '7411039006180312632',
    name: '实物福利',
    item_type: 'recurring_payment',
    decimal_places: 0,
    ways: ['with_physical_distribution', 'with_year_end_bonus'],
    pay_off_frequency_type: 'year',
  },
  {
    id: '7411039006180312640',
    name: '基本月薪',
    item_type: 'salary',
    decimal_places: 2,
    ways: ['with_salary'],
  },
];

const employeeCount = 48;

/**
 * Employee n. 1–36 are regular, 37–44 interns, 45–48 contractors. 31–36 have left. The first app has no permission for
 * 47 and 48.
 */
function employee(n: number): CatalogueInput['employees'][number] {
  const type = n <= 36 ? regular : n <= 44 ? intern : idOf('6907', 3);
  const left = n > 30 && n <= 36;
  return {
    people_corehr_id: n === 1 ? '7337149697626801708' : idOf('6900', n),
    user_id: `e${pad(n, 5)}`,
    union_id: `on_5a9db0c1${pad(n, 24)}`,
    open_ids: Object.fromEntries(
      apps.map((app, index) => [app.app_id, `ou_5a9db0c${index + 1}${pad(n, 24)}`]),
    ),
    company_id: idOf('6902', 1 + (n % 2)),
    service_company_id: idOf('6902', 1 + (n % 3)),
    // Department 6 is a small one: two people.
    department_id: idOf('6903', n === 12 || n === 24 ? 6 : 1 + (n % 5)),
    job_family_id: idOf('6904', 1 + (n % 4)),
    job_level_id: idOf('6905', 1 + (n % 6)),
    work_location_id: idOf('6906', 1 + (n % 3)),
    employee_type_id: type,
    onboard_date: `20${15 + (n % 10)}-${pad(1 + (n % 12), 2)}-01`,
    ...(left ? { offboard_date: `2025-${pad(n - 28, 2)}-28` } : {}),
  };
}

export const defaultCatalogue = (): CatalogueInput => ({
  apps,
  currencies,
  country_regions: countryRegions,
  pay_groups: [
    { id: '6862995757234914824', name: '总部薪资组' },
    { id: '6862995757234914825', name: '海外薪资组' },
  ],
  items,
  employees: Array.from({ length: employeeCount }, (_, index) => employee(index + 1)),
});
