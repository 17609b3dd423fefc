// The titles and words that a payroll clerk writes, typed by hand: the judge and the product share no table.

/** By field of the API. A detail's title has its number behind it where all details stand in one row. */
const titles: Readonly<Record<string, string>> = {
  unique_id: '唯一标识',
  id: '记录ID',
  user_id: '员工ID',
  item_id: '薪酬项ID',
  total_amount: '总金额',
  binding_period: '绑定期',
  currency_id: '币种ID',
  issuance_frequency: '发放次数',
  remark: '备注',
  reason: '原因',
  issuance_amount: '发放金额',
  issuance_status: '发放状态',
  issuance_way: '发放方式',
  issuance_time: '发放日期',
  belong_time: '申请发放日期',
  each_amount: '每次发放金额',
  start_date: '发放开始日期',
  end_date: '发放结束日期',
  issuance_type: '发放方式',
  issuance_period: '发放频率',
  issuance_country_region_id: '发放国家ID',
};

/** The id of a detail and of a record would have one title: the clerk leaves this field in the API's name. */
export function titleOf(name: string): string {
  const [, number = '', inner] = /^details\.(?:(\d+)\.)?(\w+)$/.exec(name) ?? [];
  if (inner === 'id') return name;
  const title = titles[inner ?? name];
  if (title === undefined) throw new Error(`a clerk has no title for ${name}`);
  return `${title}${number}`;
}

export const words: Readonly<Record<string, string>> = {
  to_be_issued: '应发放',
  with_salary: '随工资发放',
  month: '月',
};
