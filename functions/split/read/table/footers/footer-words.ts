// The words by which people end a table: totals, and who has made and checked it.

import { plainTitle } from '../titles/plain-title.ts';

const totals =
  /^(?:.{0,20}(?:合计|总计|总和|累计|汇总)(?:金额|总额|数|人数)?|合计共|总笔数|总条数|总人数|笔数|条数|人数|总金额(?:合计)?|总额|total|totals|totalamount|grandtotal|sum)(?:[([【].*[)\]】])?[:]?$/;
/** How many people: one may have several payments, so it is compared with nothing. */
const people = /^(?:以上)?(?:(?:合计|总计)[:,]?)?(?:共计?)?\d+(?:人|名|位)(?:次)?$/;
const totalWithAmount =
  /^(?:.{0,20}(?:合计|总计)(?:金额|总额)?|total|grandtotal)[:]?(-?[\d,]+(?:\.\d+)?)元?$/;
const count =
  /^(?:以上)?(?:(?:合计|总计)[:,]?)?(?:共计?)?(\d+)(?:笔|条)(?:记录)?$|^总?(?:笔|条)数[:]?(\d+)(?:笔|条)?$/;
const labelOfCount = /^总?(?:笔|条)数[:]?$/;
const subtotals = /小计|^subtotal/;
const makers =
  /^(?:制表|制单|填表|编制|经办|审核|复核|审批|批准|核准|签字|签名|签章|盖章|负责人|日期|备注|说明|注|注意|preparedby|reviewedby|checkedby|approvedby|date|notes?|remarks?|signature)(?:人|日期|时间)?(?:[:].*)?$|^打印(?:时间|日期|人)(?:[:].*)?$/;

/** Longer texts are no such words. */
const mostChars = 60;

/** The plain form by which words are told; empty for a long text. */
export function plainWord(cell: string): string {
  return cell === '' || cell.length > mostChars ? '' : plainTitle(cell);
}

export function isTotal(word: string): boolean {
  return totals.test(word) || totalWithAmount.test(word) || people.test(word) || countIn(word) !== undefined;
}

export function isSubtotal(word: string): boolean {
  return subtotals.test(word);
}

/** 制表人, 审核: 李四, 备注: and the like. */
export function isFooter(word: string): boolean {
  return makers.test(word);
}

/** The amount that stands behind the word, as in 合计:12,345.00; undefined where there is none. */
export function amountIn(word: string): string | undefined {
  return totalWithAmount.exec(word)?.[1];
}

/** The number of records in 共12笔 and 总笔数:12; undefined where there is none. */
export function countIn(word: string): string | undefined {
  const [, one, other] = count.exec(word) ?? [];
  return one ?? other;
}

/** The number of records stands in the next cell. */
export function isLabelOfCount(word: string): boolean {
  return labelOfCount.test(word);
}
