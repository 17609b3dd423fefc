// Of the two-byte characters of GB18030, level 1 are the 3,755 most usual ones: nearly all of a Chinese name or title. Text in
// another encoding, read as GB18030, has few of them; Korean (EUC-KR) alone has as many.
// https://en.wikipedia.org/wiki/GB_2312#Rows

export function isLevel1(lead: number, trail: number): boolean {
  return lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1 && trail <= 0xfe;
}
