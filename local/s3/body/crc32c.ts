// CRC-32C (Castagnoli), which Node lacks. Its polynomial is 0x1EDC6F41 (RFC 3720, section 12.1). Bits are processed from
// the lowest one, so the table uses the polynomial with its bits reversed, 0x82F63B78.

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  return remainder;
});

export function crc32c(chunk: Uint8Array, before = 0): number {
  let remainder = ~before;
  for (const byte of chunk) remainder = (table[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
