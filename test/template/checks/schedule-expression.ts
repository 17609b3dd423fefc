// rate(…), cron(…) and at(…), as EventBridge Scheduler reads them.
// https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html

export function isExpression(text: string): boolean {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text);
  if (rate) return Number(rate[1]) > 0 && (rate[3] === 's') === Number(rate[1]) > 1;
  if (/^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/.test(text)) return true;
  const fields = /^cron\(([^)]+)\)$/.exec(text)?.[1]?.split(/\s+/) ?? [];
  if (fields.length !== cronFields.length) return false;
  const [, , dayOfMonth, , dayOfWeek] = fields;
  // Exactly one of the two days must be open.
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) return false;
  return cronFields.every((field, index) => isField(fields[index] ?? '', field));
}

interface CronField {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
  readonly special?: RegExp;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const cronFields: readonly CronField[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31, special: /^(\?|L|\d{1,2}W|LW)$/ },
  { from: 1, to: 12, names: months },
  { from: 1, to: 7, names: days, special: /^(\?|L|\w{1,3}L|\w{1,3}#[1-5])$/ },
  { from: 1970, to: 2199 },
];

function isField(text: string, { from, to, names = [], special }: CronField): boolean {
  if (special?.test(text)) return true;
  const isValue = (value: string) =>
    names.includes(value.toUpperCase()) ||
    (/^\d+$/.test(value) && Number(value) >= from && Number(value) <= to);
  return text.split(',').every((part) => {
    const [range = '', step] = part.split('/');
    if (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0)) return false;
    return range === '*' || range.split('-').every(isValue);
  });
}
