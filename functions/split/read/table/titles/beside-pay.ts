// Columns that tables of payments have and the API does not know, by their plain titles.

import { plainTitle } from './plain-title.ts';

/**
 * What stands beside pay and does not change it. Such a column is passed over and named in the plan. Who is paid is told by the id
 * alone, so a name or a number of an employee is among them.
 */
const besidePay: ReadonlySet<string> = new Set(
  [
    // An amount in words says nothing that the amount does not.
    ['金额大写', '大写金额', '金额(大写)', '金额说明', '金额备注'],
    ['序号', '编号', '行号', '序列号', 'No.', 'No', '#', 'S/N', 'Serial number', 'Row'],
    ['姓名', '员工姓名', '中文名', '英文名', '姓名(拼音)', 'Name', 'Employee name', 'Full name', 'English name'],
    ['工号', '员工编号', '员工工号', '人员编号', '职工号', 'Employee number', 'Employee No.', 'Staff No.', 'Staff number'],
    ['部门', '部门名称', '所属部门', '一级部门', '二级部门', '三级部门', '四级部门', 'Department', 'Dept', 'Dept.', 'Team'],
    ['团队', '小组', '中心', '事业部', '业务线', '事业群', 'Business unit', 'Division', 'Group'],
    ['公司', '公司名称', '所属公司', '合同主体', '合同公司', '任职公司', '法人主体', '发薪主体', 'Company', 'Legal entity'],
    ['岗位', '岗位名称', '职位', '职务', '职务名称', '序列', '职务序列', 'Position', 'Job', 'Job title', 'Title', 'Job family'],
    ['职级', '职等', '级别', '层级', '职级名称', 'Level', 'Job level', 'Grade', 'Job grade', 'Rank'],
    ['成本中心', '成本中心名称', '成本中心编码', 'Cost center', 'Cost centre', 'Project'],
    ['城市', '工作地点', '工作城市', '办公地点', '地区', 'City', 'Location', 'Work location', 'Office'],
    ['入职日期', '入职时间', '转正日期', '离职日期', '司龄', 'Hire date', 'Onboarding date', 'Onboard date', 'Last day'],
    ['人员类型', '员工类型', '用工类型', '员工状态', '在职状态', '人员状态', 'Employee type', 'Employment type', 'Employee status'],
    ['手机', '手机号', '手机号码', '联系电话', '电话', 'Mobile', 'Phone', 'Phone number'],
    ['邮箱', '工作邮箱', '企业邮箱', '电子邮箱', 'Email', 'E-mail', 'Work email'],
    ['性别', '上级', '直属上级', '直接上级', '汇报对象', '主管', 'HRBP', 'Manager', 'Direct manager', 'Gender'],
  ]
    .flat()
    .map(plainTitle),
); // prettier-ignore

/**
 * Money, or what is taken off it. If such a column is there and is not read, the table says something else than what would be
 * paid.
 */
const neverPassedOver: ReadonlySet<string> = new Set(
  [
    ['实发', '实发金额', '实发工资', '实发奖金', '实发合计', '实付', '实付金额', '实际发放', '实际发放金额', '实际金额', '到手金额'],
    ['应发', '应发金额', '应发合计', '应发奖金', '应付', '应付金额'],
    ['税前', '税前金额', '税前奖金', '税后', '税后金额', '税后奖金', '税后实发'],
    ['余额', '剩余金额', '未发金额', '待发金额', '已发金额', '已发放金额', '调整金额', '调整后金额', '差额', '补发', '补发金额'],
    ['扣款', '扣款金额', '扣除', '扣除金额', '应扣', '应扣金额', '扣减', '扣减金额', '代扣', '代扣代缴', '减项', '罚款'],
    ['个税', '个人所得税', '代扣个税', '税额', '税金', '税费', '扣税'],
    ['社保', '社保个人', '个人社保', '公积金', '公积金个人', '个人公积金', '五险一金', '社保公积金'],
    ['Net', 'Net amount', 'Net pay', 'Take-home pay', 'Gross', 'Gross amount', 'Gross pay', 'After tax', 'Before tax'],
    ['Amount paid', 'Balance', 'Deduction', 'Deductions', 'Tax', 'Withholding', 'Adjustment', 'Adjusted amount', 'Difference'],
    ['Social insurance', 'Housing fund'],
  ]
    .flat()
    .map(plainTitle),
); // prettier-ignore

export function standsBesidePay(plain: string): boolean {
  return besidePay.has(plain);
}

export function mayNotBePassedOver(plain: string): boolean {
  return neverPassedOver.has(plain);
}
