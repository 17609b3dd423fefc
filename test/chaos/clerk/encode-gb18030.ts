// Encodes text as GB18030, for which Node has only a decoder: the codes of two bytes are found by decoding all of them, those of
// four are counted.

const twoBytes = new Map<string, readonly number[]>();

function fill(): void {
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
      if (Array.from(character).length === 1 && character !== '\uFFFD')
        twoBytes.set(character, [lead, trail]);
    }
}

export function encodeGb18030(text: string): Buffer {
  if (twoBytes.size === 0) fill();
  return Buffer.from(Array.from(text, codeOf).flat());
}

function codeOf(character: string): readonly number[] {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return [point];
  const two = twoBytes.get(character);
  if (two) return two;
  if (point < 0x10000) throw new Error(`no code of two bytes for ${character}`);
  const linear = point - 0x10000 + 189_000;
  return [
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ];
}
