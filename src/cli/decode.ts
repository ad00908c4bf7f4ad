// Bytes to text by charset label on a person's machine.

/** Undefined when the label is unknown or, if `fatal`, when the bytes are not valid in it. */
export const decode = (bytes: Uint8Array, label: string, fatal: boolean): string | undefined => {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes)
  } catch {
    return undefined
  }
}
