// The page of all titles of tables, from the tables of the operations.

import { fieldsOf, type Field } from '../shared/feishu/rules/shape.ts';
import type {
  CellKind,
  Derivation,
  TableField,
  TableList,
  TableOperation,
} from '../shared/feishu/titles/operation-table.ts';

const opening = `# 表格标题一览

<!-- Written by npm run docs from the titles of tables (shared/feishu/titles). Do not edit. -->

每种操作认识哪些标题。一张表怎么填，见[准备发放文件](prepare.md)。

- 列的顺序随意。空格、全角半角、字母大小写、首尾的 \`*\` 都不影响识别：「员工 id *」就是「员工ID」。
- 括号里只是填写提示的，也不影响识别，如（必填）（选填）（元）（文本）（yyyy-mm-dd）。括号里是别的内容，就是另一个标题。
- 缺少「必填」的列，整个文件被拒绝。列有了，某一行没填，只拒绝那一笔。
- 「可统一指定」：整个文件都一样时，可以不设这一列，改用选项 \`default.标题=值\` 指定一次。
- 发放明细写在同一行时，标题后面加序号：发放金额1、发放日期1、发放金额2、发放日期2；也可以写成「明细1.发放金额」。
- 「怎么填」列出选项的，也可以填接口的值，如 \`with_salary\`。标题也可以直接用字段名；明细的字段名前面加 \`details.1.\`，每条明细一行时加 \`details.\`。
`;

export function titlesPage(operations: readonly TableOperation[]): string {
  return [opening, ...operations.map(section)].join('\n');
}

const resources: Readonly<Record<string, string>> = {
  lump_sum_payment: '一次性支付',
  recurring_payment: '经常性支付',
};
/** As the terminal has them: 已录入, 已设立 and so on. */
const verbs = { created: '录入', updated: '更正', removed: '删除' } as const;
const createdOtherwise: Readonly<Record<string, string>> = { recurring_payment: '设立' };

function section(operation: TableOperation): string {
  const { name, done, record, table } = operation;
  const [resource = ''] = name.split('.');
  const verb = (done === 'created' ? createdOtherwise[resource] : undefined) ?? verbs[done];
  const shape = fieldsOf(record);
  const lists = Object.entries(table.lists).map(
    ([list, ofList]) => `发放明细：\n\n${tableOf(ofList, shape.get(list)?.inner)}`,
  );
  return [
    `## ${verb}${resources[resource] ?? resource}\n\n操作：\`${name}\`\n\n${tableOf(table, shape)}`,
    ...lists,
  ].join('\n');
}

function tableOf({ fields }: Pick<TableList, 'fields'>, shape?: ReadonlyMap<string, Field>): string {
  const rows = Object.entries(fields).map(([name, field]) => {
    const [title, ...others] = field.zh.map(fullWidth);
    const need = needOf(field, shape?.get(name)?.required === true);
    return [title ?? '', others.join('、'), need, cellOf(field), field.en.join(', '), `\`${name}\``];
  });
  const head = ['标题', '也可以写成', '必填', '怎么填', '英文标题', '字段名'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function fullWidth(title: string): string {
  return title.replaceAll('(', '（').replaceAll(')', '）');
}

function needOf({ derived, givenOnce }: TableField, required: boolean): string {
  if (derived) return `可省略：${followsFrom(derived)}`;
  if (!required) return '选填';
  return givenOnce === true ? '必填，可统一指定' : '必填';
}

function followsFrom({ from }: Derivation): string {
  switch (from) {
    case 'count':
      return '等于明细的条数';
    case 'sum':
      return '等于各条明细之和';
    case 'record':
      return '只有一条明细时等于总金额';
  }
}

const kinds: Readonly<Record<Exclude<CellKind, 'label'>, string>> = {
  amount: '金额，如 2000.00 或 2,000.00',
  date: '日期，如 2026-12-31 或 2026/12/31',
  int: '整数',
  id: 'ID，设为文本格式',
  text: '文字，照原样提交',
};

function cellOf({ cell, labels = {} }: TableField): string {
  return cell === 'label' ? Object.keys(labels).join('、') : kinds[cell];
}
