// CRC-32C (Castagnoli), which Node lacks. Reflected, polynomial 0x1EDC6F41: RFC 3720, appendix B.4.

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
