// Bytes to text by charset label, with workerd's decoder, which follows the WHATWG tables for every encoding we tried.

/** Undefined when the label is unknown or, if `fatal`, when the bytes are not valid in it. */
export const decode = (bytes: Uint8Array, label: string, fatal: boolean): string | undefined => {
  try {
    return new TextDecoder(label, { fatal, ignoreBOM: false }).decode(bytes)
  } catch {
    return undefined
  }
}
