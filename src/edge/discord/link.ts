// An address from a wire, as Discord may have it: web only, normal form, and nothing in it that ends a link early.

import type { APIEmbedField } from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import { wholePieces } from './text.ts'

/** What `[name](address)` and `<address>` would trip over, and what formats in front of it. */
const TRIPPING = /[()<>[\]\\`*_~|'"\s]/g

const encoded = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** Undefined when it is no web address or longer than `limit` UTF-16 units. */
export const webLink = (address: string | undefined, limit: number): string | undefined => {
  if (address === undefined || !URL.canParse(address)) return undefined
  const { protocol, username, password, href } = new URL(address)
  // `https://bank.example@evil.example/` shows another host than it leads to.
  if (!/^https?:$/.test(protocol) || username + password !== '') return undefined
  return href.length <= limit ? href : undefined
}

/** `[name](address)`; the name has to be harmless already. */
export const namedLink = (name: string, address: string | undefined, limit: number): string | undefined => {
  const link = webLink(address, limit)?.replace(TRIPPING, encoded)
  return link === undefined || link.length > limit ? undefined : `[${name}](${link})`
}

/** An address that is a link without a card below the message. */
export const bareLink = (address: string | undefined, limit: number): string | undefined => {
  const link = webLink(address, limit)?.replace(TRIPPING, encoded)
  return link === undefined || link.length > limit ? undefined : `<${link}>`
}

/** Links of a field, as many as fit. */
export const linksField = (
  name: string,
  links: readonly (string | undefined)[],
  separator: string,
): APIEmbedField[] => {
  const value = wholePieces(
    links.filter((link) => link !== undefined),
    separator,
    DISCORD.FIELD,
  )
  return value === '' ? [] : [{ name, value, inline: true }]
}
