// Text with the full-width letters, digits and signs of a Chinese keyboard as usual ones, and without blanks at its ends. NFKC would
// also make 123 of 12³.

const fullWidth = /[\uFF01-\uFF5E\uFFE5]/g;
const moved = 0xfee0;

export function halfWidth(text: string): string {
  return text
    .replaceAll(fullWidth, (character) =>
      character === '￥' ? '¥' : String.fromCharCode(character.charCodeAt(0) - moved),
    )
    .trim();
}
