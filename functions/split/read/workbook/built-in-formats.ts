// Number formats that are known by a number alone. Which they are depends on the language of the program; these are those of a
// Chinese Excel where it matters. 32 to 35, 55 and 56 are times there and dates in Japan: read as dates, a time of day is none.
// ECMA-376, part 1, 18.8.30.

const formats: readonly (readonly [first: number, last: number, code: string])[] = [
  [1, 1, '0'],
  [2, 2, '0.00'],
  [3, 3, '#,##0'],
  [4, 4, '#,##0.00'],
  [5, 6, '#,##0'],
  [7, 8, '#,##0.00'],
  [9, 9, '0%'],
  [10, 10, '0.00%'],
  [11, 11, '0.00E+00'],
  [12, 12, '# ?/?'],
  [13, 13, '# ??/??'],
  [14, 17, 'yyyy/m/d'],
  [18, 21, 'h:mm:ss'],
  [22, 22, 'yyyy/m/d h:mm'],
  [27, 36, 'yyyy"年"m"月"d"日"'],
  [37, 38, '#,##0'],
  [39, 40, '#,##0.00'],
  [41, 42, '#,##0'],
  [43, 44, '#,##0.00'],
  [45, 45, 'mm:ss'],
  [46, 46, '[h]:mm:ss'],
  [47, 47, 'mmss.0'],
  [48, 48, '##0.0E+0'],
  [49, 49, '@'],
  [50, 58, 'yyyy"年"m"月"d"日"'],
];

/** General for any other number. */
export function builtInFormat(number: number): string {
  return formats.find(([first, last]) => number >= first && number <= last)?.[2] ?? 'General';
}
