import type { ByteSource } from '../../src/explain/snapshot/byte-cursor.ts'

/** A snapshot's text from memory, `pieceBytes` at a time at most. */
export function textSource(text: string | Uint8Array, pieceBytes = Number.POSITIVE_INFINITY): ByteSource {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  let at = 0
  return {
    sizeBytes: bytes.length,
    read(into) {
      const piece = bytes.subarray(at, at + Math.min(pieceBytes, into.length))
      into.set(piece)
      at += piece.length
      return piece.length
    },
  }
}
