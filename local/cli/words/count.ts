/** A number with its noun: `one` for 1, `many` for every other number, as English has it. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
