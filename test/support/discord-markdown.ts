// What Discord makes of a text: an independent reader of its Markdown, and our own checks for what that reader does not know.
import { parse } from 'discord-markdown-parser'

type Node = {
  readonly type: string
  readonly content?: string | readonly Node[]
  readonly target?: string
  readonly name?: string
}

/** Kinds that format nothing, ping nobody and lead nowhere. */
const PLAIN: ReadonlySet<string> = new Set(['text', 'br', 'newline', 'twemoji', 'emoticon'])

/** Lists, headings, subtext and quotes at the start of a line; custom emoji, times, commands, places; cards of invitations. */
const UNKNOWN_TO_PARSER: readonly RegExp[] = [
  /^\s*(?:[-*+]|\d+\.)\s/m,
  /^\s*(?:#{1,3}|-#)\s/m,
  /^\s*>{1,3}\s/m,
  /<a?:\w+:\d+>/,
  /<(?:t|id|#|\/)[^>]*>/,
  /discord(?:app)?\.(?:gg|com\/invite)\//i,
]

export type Read = {
  /** What a reader sees. */
  readonly text: string
  /** The kinds of what is not plain, each as often as it occurs; a link with its address. */
  readonly live: readonly string[]
}

const textOf = ({ name, content = name ?? '', type }: Node): string =>
  type === 'br' || type === 'newline' ? '\n' : typeof content === 'string' ? content : content.map(textOf).join('')

const liveIn = ({ type, content, target }: Node): string[] => [
  ...(PLAIN.has(type) ? [] : [target === undefined ? type : `${type} ${target}`]),
  ...(typeof content === 'string' || content === undefined ? [] : content.flatMap(liveIn)),
]

export const readMarkdown = (markdown: string): Read => {
  const nodes = parse(markdown, 'extended') as unknown as Node[]
  // An escaped mark is text; what is left must not form anything by itself either.
  const bare = markdown.replace(/\\[^\w\s]/g, '·').replace(/<t:\d+:f>|<@&?\d+>/g, '')
  const own = UNKNOWN_TO_PARSER.filter((pattern) => pattern.test(bare)).map(String)
  return { text: nodes.map(textOf).join(''), live: [...nodes.flatMap(liveIn), ...own] }
}
