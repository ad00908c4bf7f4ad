// Base64, for the few feeds that write their titles so and the one newspaper that writes its addresses so.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]))

/** The decoded bytes, each as the character of its number; undefined when it is no base64. */
export const base64ToBytes = (written: string): string | undefined => {
  const letters = written.replace(/\s+/g, '').replace(/=+$/, '')
  if (letters === '' || letters.length % 4 === 1) return undefined
  let bytes = ''
  let bits = 0
  let held = 0
  for (const letter of letters) {
    const value = VALUE.get(letter)
    if (value === undefined) return undefined
    held = ((held << 6) | value) & 0xff_ff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes += String.fromCharCode((held >> bits) & 0xff)
  }
  return bytes
}

const escaped = (byte: string): string => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`

/** The decoded text; undefined when it is no base64 or holds no UTF-8. */
export const base64ToText = (written: string): string | undefined => {
  const bytes = base64ToBytes(written)
  if (bytes === undefined) return undefined
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: every byte is meant
    return decodeURIComponent(bytes.replace(/[\u0000-\u00ff]/g, escaped))
  } catch {
    return undefined
  }
}
