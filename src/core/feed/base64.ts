// Base64 to text, for the few feeds that write their titles so. Only UTF-8 comes out; anything else is no text.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]))

/** The decoded text; undefined when it is no base64 or holds no UTF-8. */
export const base64ToText = (written: string): string | undefined => {
  const letters = written.replace(/\s+/g, '').replace(/=+$/, '')
  if (letters === '' || letters.length % 4 === 1) return undefined
  let escaped = ''
  let bits = 0
  let held = 0
  for (const letter of letters) {
    const value = VALUE.get(letter)
    if (value === undefined) return undefined
    held = ((held << 6) | value) & 0xff_ff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    escaped += `%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}
