// The sites whose HTML can be read, and which of them a page is from: by its address or by what only its pages have.
import type { Alternate, SourceKind } from '../model.ts'
import { kcnaAlternates, readKcna } from './kcna.ts'
import { isKcna, kcnaStory } from './kcna-address.ts'
import { isKcnaWatch, isStoryUrl, readKcnaWatch } from './kcna-watch.ts'
import { readRodong } from './rodong.ts'
import { isRodong, rodongStory } from './rodong-address.ts'
import type { PageReading } from './wall.ts'

export type PageReader = {
  readonly kind: SourceKind
  readonly knows: (html: string, url: string | undefined) => boolean
  /** Whether an address is that of one story, not of a list. */
  readonly isStory: (url: string | undefined) => boolean
  readonly read: (html: string, url: string | undefined) => PageReading
  /** Lists that a page without stories leads to. */
  readonly leadsTo?: (html: string, url: string | undefined) => readonly Alternate[]
}

/** In the order they are asked: KCNA Watch links to the stories of the others. */
const READERS: readonly PageReader[] = [
  { kind: 'kcna-watch', knows: isKcnaWatch, isStory: isStoryUrl, read: readKcnaWatch },
  {
    kind: 'kcna',
    knows: isKcna,
    isStory: (url) => kcnaStory(url ?? '') !== undefined,
    read: readKcna,
    leadsTo: kcnaAlternates,
  },
  { kind: 'rodong', knows: isRodong, isStory: (url) => rodongStory(url ?? '') !== undefined, read: readRodong },
]

/** Kinds whose documents are feeds, whatever page comes in their place. */
const FEEDS: ReadonlySet<SourceKind> = new Set(['feed', 'wp-json'])

/** The reader of a page: the one of its kind, or with `auto` the first that knows the page; undefined when none does. */
export const pageReader = (html: string, url: string | undefined, kind: SourceKind): PageReader | undefined => {
  if (FEEDS.has(kind)) return undefined
  return READERS.find((reader) => (kind === 'auto' ? reader.knows(html, url) : reader.kind === kind))
}
