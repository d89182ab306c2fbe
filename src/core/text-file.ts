/** How much of a file is looked at to tell text from something else. */
export const HEAD_BYTES = 8192

/**
 * Whether the beginning of a file looks like text in which a line may be broken, rather than a picture, a program or
 * an archive. Text has hardly any control characters; a file in UTF-16 has as many NULs as letters.
 */
export function looksLikeText(head: Uint8Array): boolean {
  if (MAGIC.some((magic) => magic.every((byte, at) => head[at] === byte))) return false
  const seen = head.subarray(0, HEAD_BYTES)
  const controls = seen.reduce((total, byte) => total + (isControl(byte) ? 1 : 0), 0)
  return controls < FEW || controls * 20 < seen.length
}

/** Below this many control characters nothing can be said: a short file may hold a bad line. */
const FEW = 8

/** Beginnings of PDF, ZIP (Excel), UTF-16 in both orders. */
const MAGIC: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x50, 0x4b, 0x03, 0x04],
  [0xff, 0xfe],
  [0xfe, 0xff],
]

/** Control characters that no text has: all but tab, line feed, form feed, carriage return and escape. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) || byte === 0x7f
}
