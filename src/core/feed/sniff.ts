// What a document is, by what it begins with: never by its Content-Type, which lies too often.
import { readTokens } from './markup.ts'

export type Format = 'rss' | 'atom' | 'json' | 'html' | 'none'

export type Sniffed = {
  readonly format: Format
  /** Where the root element or the JSON begins; what stands in front is noise. */
  readonly at: number
}

const ROOTS = new Map<string, Format>([
  ['rss', 'rss'],
  ['rdf', 'rss'],
  ['channel', 'rss'],
  ['feed', 'atom'],
  ['entry', 'atom'],
])

const HTML_ROOTS = new Set(['html', 'head', 'body', 'title', 'meta', 'script', 'form', 'frameset'])

/** Elements looked at before giving up: a server's complaints in front of a feed are short. */
const PATIENCE = 30

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

/** The format of a text by its first telling element or brace. */
export const sniff = (text: string): Sniffed => {
  const start = text.search(/\S/)
  if (text.startsWith('{', start) || text.startsWith('[', start)) return { format: 'json', at: start }
  let seen = 0
  let found: Sniffed | undefined
  readTokens(text, 'xml', (token) => {
    if (token.kind !== 'open') return true
    const name = localName(token.name)
    const isHtml = HTML_ROOTS.has(name) || ++seen >= PATIENCE
    const format = ROOTS.get(name) ?? (isHtml ? 'html' : undefined)
    found = format === undefined ? undefined : { format, at: token.at }
    return found === undefined
  })
  return found ?? { format: seen > 0 ? 'html' : 'none', at: 0 }
}
