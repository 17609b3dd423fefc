import { describe, expect, it } from 'vitest';

import { render } from '../../../../shared/words/render.ts';
import { builtInFormat } from './built-in-formats.ts';
import { numberCell } from './number-cell.ts';
import { readNumberFormat } from './number-format.ts';

/** The text of a number under a format, with what is said of it. A format that is a number is built in. */
function read(raw: string, format: string | number, from1904 = false) {
  const code = typeof format === 'number' ? builtInFormat(format) : format;
  const cell = numberCell(raw, readNumberFormat(code), from1904);
  if (!cell) return undefined;
  return cell.mark ? [cell.text, cell.mark.kind, render(cell.mark.say, 'en').replace(/: .*/, '')] : cell.text;
}

describe('a date', () => {
  const builtIn = [
    14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
  ];

  it.each([
    ...builtIn,
    'yyyy-mm-dd',
    'm"月"',
    'm"月"d"日"',
    'yyyy"年"m"月"d"日";@',
    'e"年"m"月"',
    '[$-804]aaaa',
    '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
    'd-mmm-yy',
    '[Red]yy/m/d',
    'yyyy\\-mm\\-dd',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    'YYYY-MM-DD HH:MM:SS',
    'm/d/yy h:mm AM/PM',
    'mmm',
    'ge.m.d',
    '_(* yyyy/m/d_)',
    '"共"d',
  ])('is what the format %j makes of a day', (format) => {
    expect(read('46027', format)).toBe('2026-01-05');
  });

  it.each([
    ['46027.5', '2026-01-05 12:00:00'],
    ['46027.395833333336', '2026-01-05 09:30:00'],
    ['46027.9999999', '2026-01-06'],
    ['46026.999994', '2026-01-04 23:59:59'],
    ['61', '1900-03-01'],
    ['2958465', '9999-12-31'],
    ['2958465.999988', '9999-12-31 23:59:59'],
    ['4.6027E+4', '2026-01-05'],
  ])('of %s days is %s', (raw, date) => {
    expect(read(raw, 14)).toBe(date);
  });

  it('of a book that counts from 1904 is four years later', () => {
    expect(read('44565', 14, true)).toBe('2026-01-05');
    expect(read('2957003', 14, true)).toBe('9999-12-31');
    expect(read('2957004', 14, true)).toEqual(['2957004', 'bad_date', expect.any(String)]);
  });

  it.each(['0', '0.5', '1', '60', '60.9', '-1', '2958466', '2958465.9999999', '1e15'])('is not %s', (raw) => {
    expect(read(raw, 14)).toEqual([
      expect.any(String),
      'bad_date',
      'it has the date format "yyyy/m/d", but its value ' +
        JSON.stringify(raw === '1e15' ? '1000000000000000' : raw) +
        ' is no date from March 1900 to 9999',
    ]);
  });

  it.each([
    18,
    21,
    45,
    46,
    47,
    'h:mm',
    '[h]:mm',
    '[mm]:ss',
    'mm:ss.0',
    'h"时"mm"分"',
    '上午/下午h"时"mm"分"',
    '[$-F400]h:mm:ss\\ AM/PM',
  ])('is not a time of day or a duration (%j)', (format) => {
    expect(read('0.5', format)).toEqual([
      '0.5',
      'bad_date',
      expect.stringContaining('shows only a time or a duration'),
    ]);
    expect(read('46027.5', format)).toEqual(['46027.5', 'bad_date', expect.stringContaining('shows only')]);
  });
});

describe('a number', () => {
  it.each([
    ['1234.567', 'General', '1234.567'],
    ['1234.567', 'G/通用格式', '1234.567'],
    ['1234.567', 'General"元"', '1234.567'],
    ['1234.567', '@', '1234.567'],
    ['1234.5', '#,##0.00', '1234.5'],
    ['-1234.5', '#,##0.00', '-1234.5'],
    ['19783.480000000003', '￥#,##0.00;[Red]-￥#,##0.00', '19783.48'],
    ['-1234.5', '#,##0.00;[Red]-#,##0.00', '-1234.5'],
    ['1234.5', '#,##0.00_ ', '1234.5'],
    ['1234.5', '_ ￥* #,##0.00_ ;_ ￥* -#,##0.00_ ;_ ￥* "-"??_ ;_ @_ ', '1234.5'],
    ['0', '_ ￥* #,##0.00_ ;_ ￥* -#,##0.00_ ;_ ￥* "-"??_ ;_ @_ ', '0'],
    ['0', '0;-0;;@', '0'],
    ['1234.5', '[$￥-804]#,##0.00', '1234.5'],
    ['1234.5', '0.00"元"', '1234.5'],
    ['1234.5', '"RMB "0.00', '1234.5'],
    ['12', '00.00', '12'],
    ['1.5', '0.0E+00', '1.5'],
    ['3', '# ?/?', '3'],
    ['0', '0.00%', '0'],
    ['5', '[>=10000]0.0,"万";0.00', '5'],
    ['5', 'General;-General', '5'],
    ['1234', 3, '1234'],
    ['1234.56', 4, '1234.56'],
    ['1234.56', 44, '1234.56'],
    ['1234.56', 99, '1234.56'],
  ])('%s under %j counts as it is', (raw, format, text) => {
    expect(read(raw, format)).toBe(text);
  });

  it.each([
    ['12345', '000000', '012345'],
    ['12345', '0000000000', '0000012345'],
    ['1234567', '000000', '1234567'],
    ['7', '0', '7'],
    ['0', '000', '000'],
    ['-7', '000', '-007'],
  ])('%s under %j is filled up with zeros: %s', (raw, format, text) => {
    expect(read(raw, format)).toBe(text);
  });

  it.each([
    ['1234.567', '#,##0.00', '1,234.57'],
    ['-1234.565', '#,##0.00', '-1,234.57'],
    ['1234.567', '#,##0.00;[Red]-#,##0.000', '1,234.57'],
    ['0.004', '0.00', '0.00'],
    ['-0.004', '0.00', '0.00'],
    ['999.999', '0.00', '1000.00'],
    ['1234.5', '0', '1235'],
    ['12.5', '0000', '13'],
    ['1234.56', 3, '1,235'],
    ['1234.567', '￥#,##0.00;[Red]-￥#,##0.00', '1,234.57'],
  ])('%s under %j is shown as %s', (raw, format, shown) => {
    expect(read(raw, format)).toEqual([raw, 'decimals', `its value is ${raw}, but the sheet shows ${shown}`]);
  });

  it('has a negative section of its own', () => {
    expect(read('-1.234', '#,##0.00;[Red]-#,##0.000')).toBe('-1.234');
  });

  it.each([
    ['0.12345', '0.0%', '12.3%'],
    ['0.05', 9, '5%'],
    ['0.5', '0%', '50%'],
    ['12345', '0,', '12'],
    ['1234567', '0.00,,', '1.23'],
    ['12345678', '#,##0,', '12,346'],
    ['12345678', '#,##0.0,"千"', undefined],
    ['12345678', '[>=10000]0.0,;0.00', '12345.7'],
    ['500', '-#,##0.00', '-500.00'],
    ['500', '"-"0', '-500'],
    ['500', '\\-0.00', '-500.00'],
    ['500', '!-0', '-500'],
    ['500', '－0', '-500'],
    ['500', '0.00"-"', '-500.00'],
    ['500', '*-0.00', '-500.00'],
    ['500', '"负"0.00;0.00', '-500.00'],
    ['500', '(0.00)', '(500.00)'],
    ['1234', '\\(￥#,##0.00"元"\\)', '(1,234.00)'],
    ['500', '-General', '-500'],
    ['0.5', '-0%', '-50%'],
    ['-500', '-0.00', '--500.00'],
    ['-500', '#,##0.00;[Red]#,##0.00', '500.00'],
    ['-500', '￥0.00;[Red]+￥0.00', '500.00'],
    ['-500', '0.00_);_(0.00_)', '500.00'],
    ['-500', 'General;General', '500'],
    ['-7', '000000;000000', '7'],
    ['-500', '[<0]0.00;0.00', '500.00'],
    ['-500', '[>=100000000]0;[>=0]0.0;0.00', '500.00'],
    ['50', '[<100]-0;0', '-50'],
  ])('%s under %j is scaled', (raw, format, shown) => {
    const said =
      shown === undefined
        ? expect.stringContaining('shows something else')
        : `its value is ${raw}, but its format shows ${shown}`;
    expect(read(raw, format)).toEqual([raw, 'scaled', said]);
  });

  it.each([
    ['-500', '#,##0.00;-#,##0.00', '-500'],
    ['-500', '#,##0.00_);(#,##0.00)', '-500'],
    ['-500', '#,##0.00_);[Red]\\(#,##0.00\\)', '-500'],
    ['-500', '0.00;（0.00）', '-500'],
    ['-500', '0.00;"负"0.00', '-500'],
    ['-500', '0.00;[Red]0.00-', '-500'],
    ['-500', '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', '-500'],
    ['500', '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', '500'],
    ['500', '_(￥* #,##0.00_);_(￥* \\(#,##0.00\\);_(￥* "-"??_);_(@_)', '500'],
    ['-500', '_(￥* #,##0.00_);_(￥* \\(#,##0.00\\);_(￥* "-"??_);_(@_)', '-500'],
    ['0', '_(￥* #,##0.00_);_(￥* \\(#,##0.00\\);_(￥* "-"??_);_(@_)', '0'],
    ['0', '0.00;-0.00;"-"', '0'],
    ['-500', '[>=10000]0;0.00', '-500'],
    ['-500', '[<0]-0.00;0.00', '-500'],
    ['1234.5', '[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00', '1234.5'],
    ['1234.5', '[$CNY]\\ #,##0.00', '1234.5'],
    ['1234.5', '"CN¥"0.00', '1234.5'],
    ['1234.5', '0.00"元整"', '1234.5'],
    ['1234.5', '"人民币："0.00"（元）"', '1234.5'],
    ['1234.5', '+0.00;-0.00', '1234.5'],
    ['1234', '[DBNum2][$-804]General"元整"', '1234'],
    ['1234', '#\\ ##0', '1234'],
  ])('%s under %j is shown with its sign: %s', (raw, format, text) => {
    expect(read(raw, format)).toBe(text);
  });

  it.each([
    ['500', '$#,##0.00', '$'],
    ['500', '"$"#,##0.00', '$'],
    ['500', '\\$0', '$'],
    ['500', '＄0', '$'],
    ['500', '"US$"0.00', 'US$'],
    ['500', '[$$-409]#,##0.00', '$'],
    ['500', '[$€-2]\\ #,##0.00', '€'],
    ['500', '#,##0.00\\ [$€-407]', '€'],
    ['500', '[$HK$-C04]0', 'HK$'],
    ['500', '[$USD]\\ 0.00', 'USD'],
    ['500', '[$kr-41D]0', 'kr'],
    ['500', '£0', '£'],
    ['500', '"USD"0.00', 'USD'],
    ['500', '0.00" usd"', 'usd'],
    ['500', '0.00"美元"', '美元'],
    ['500', '"港币"0', '港币'],
    ['-500', '￥0.00;[Red]-$0.00', '$'],
    ['0', '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', '$'],
    ['500', '"$"0.0,"k"', '$'],
    ['0007', '"$"0000', '$'],
  ])('%s under %j has a currency of its own: %s', (raw, format, currency) => {
    const text = String(Number(raw));
    expect(read(raw, format)).toEqual([
      text,
      'scaled',
      `its value is ${text}, but its format shows the currency ${JSON.stringify(currency)}`,
    ]);
  });

  it.each([
    ['12345', '0\\.0,'],
    ['12345', '0!.0,'],
    ['20000', '[>=10000]0.0,"k";0.00'],
    ['5', '0.0"k"'],
    ['5', '0.0k'],
    ['5', '0"M"'],
    ['5', '0"年"'],
    ['5', '0年'],
    ['5', '0"月"'],
    ['5', '"第"0"期"'],
    ['5', 'General"个月"'],
    ['5', '0"角"'],
    ['5', '0"w元"'],
    ['5', '#\\.0'],
    ['-5', '0;-0"k"'],
    ['5', '0.0E+0"k"'],
    ['5', '0.00"万"'],
    ['5', '0.00"万元"'],
    ['5', '0"00"'],
    ['5', '0\\0'],
    ['5', '0"%"'],
    ['5', 'General"千元"'],
    ['5', '"E"0000'],
    ['5', '000-0000'],
    ['5', ';;;'],
    ['5', '"合格"'],
    ['-5', '0;;0'],
    ['0.3', '# ?/?'],
    ['1234', '0.0E+00'],
  ])('%s under %j is shown as something else', (raw, format) => {
    expect(read(raw, format)).toEqual([
      raw,
      'scaled',
      `its value is ${raw}, but its format ${JSON.stringify(format)} shows something else`,
    ]);
  });

  it.each([
    ['7012345678901234567', '7012345678901230000'],
    ['7.01234567890123E+18', '7012345678901230000'],
    ['1000000000000000', '1000000000000000'],
    ['-1234567890123456', '-1234567890123460'],
  ])('%s has more digits than are kept', (raw, text) => {
    for (const format of ['General', '0', '@', '000000'])
      expect(read(raw, format)).toEqual([
        text,
        'digits',
        `it is a number of more than 15 digits (stored as ${JSON.stringify(raw)}), of which spreadsheets keep only 15`,
      ]);
  });

  it('of fifteen digits is exact', () => {
    expect(read('999999999999999', 'General')).toBe('999999999999999');
    expect(read('123456789012345', '0')).toBe('123456789012345');
  });

  it('is none: undefined', () => {
    expect(read('1,234', 'General')).toBeUndefined();
    expect(read('seven', 14)).toBeUndefined();
  });
});
