// Reading a body through a cap: what is larger is cancelled, not buffered.

/** The bytes, or undefined when there are more than `cap` (decompressed; the rest is not read). */
export const readBytes = async (
  body: ReadableStream<Uint8Array> | null,
  cap: number,
): Promise<Uint8Array | undefined> => {
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > cap) return undefined
    chunks.push(chunk)
  }
  return concat(chunks, size)
}

const concat = (chunks: readonly Uint8Array[], size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
