// Text from a wire, made inert for every place that reads text: nothing in it becomes a link, a mention, a hashtag or a command by
// itself. What a service reads as formatting besides is escaped by that service's own courier.

/** U+2060: nothing to see, no place to break a line, and the end of any word that a service would link. */
const JOINER = '\u2060'

/** Controls, invisible and direction-turning characters, and halves of characters; the joiners of scripts and emoji stay. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu
const SCRIPT_JOINERS = new Set(['\u200c', '\u200d'])

/**
 * Where services and telephones begin to see something in plain text: `@name`, `#tag`, `$tag`; `scheme:`, `:emoji:`; `/command`; and the
 * dot of a host name, which needs no scheme to be linked. Times (`10:30`) and numbers (`1.5`) stay as they are.
 */
const LIVE =
  /[@#$](?=\S)|(?<!\d):(?=\S)|:(?=[^\s\d])|(?<![^\s(])\/(?=\w)|\.(?=\p{L})|(?<=\d)\.(?=\d+\.\d)|(?<=\.\d+)\.(?=\d)/gu

/** One line, with the same words; a little longer where something was live. */
export const inert = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(INVISIBLE, (character) => (SCRIPT_JOINERS.has(character) ? character : ''))
    .replace(LIVE, `$&${JOINER}`)

/** Inert texts that stand side by side, kept from becoming live where they meet. */
export const apart = (texts: readonly string[]): readonly string[] =>
  texts.map((text, index) => (/[@#$:/.]$/.test(texts[index - 1] ?? '') && /^\S/.test(text) ? JOINER + text : text))
