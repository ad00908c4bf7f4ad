// Reading on: a list that shares nothing with what is known has moved on by more than its own length. It is followed page by page
// until it meets a known item; where it cannot be, what was missed is recorded as a gap.
import { itemKeys } from '../core/identity.ts'
import { POLL } from '../core/limits.ts'
import type { Item, PageRequest, Reading } from '../core/model.ts'
import { nextPage } from '../core/paging.ts'
import type { FetchOutcome, PageAsk, WirePorts } from './ports.ts'

type Fetched = Extract<FetchOutcome, { outcome: 'fetched' }>
type Page = { readonly reading: Reading; readonly cookies: string | undefined }

/** `gap`: why items between this list and the last one may be missing. */
export type Listed = { readonly items: readonly Item[]; readonly gap?: string }

export const readOn = async (wire: WirePorts, first: Reading, fetched: Fetched): Promise<Listed> => {
  const { items } = first
  if (!wire.store.pollState().listed || items.length === 0 || (await meetsKnown(wire, items))) return { items }
  return followPages(wire, { reading: first, cookies: fetched.cookies })
}

const followPages = async (wire: WirePorts, first: Page): Promise<Listed> => {
  const items = [...first.reading.items]
  const granted = isPaged(wire, first) ? await wire.desk.pages(wire.source, POLL.PAGES) : 0
  let page = first
  for (let number = 2; number <= granted + 1; number++) {
    const next = await readPage(wire, page, number)
    if (next === undefined) break
    items.push(...next.reading.items)
    if (await meetsKnown(wire, next.reading.items)) return { items }
    page = next
  }
  return { items, gap: `none of ${items.length} listed items was known` }
}

const isPaged = (wire: WirePorts, { reading }: Page): boolean =>
  nextPage(wire.source.kind, wire.source.url, 2, reading) !== undefined

const meetsKnown = async ({ store, fingerprint }: WirePorts, items: readonly Item[]): Promise<boolean> => {
  const keys = await Promise.all(items.map((item) => itemKeys(item, fingerprint)))
  return store.known(keys.flat()).size > 0
}

const readPage = async (wire: WirePorts, before: Page, number: number): Promise<Page | undefined> => {
  const request = nextPage(wire.source.kind, wire.source.url, number, before.reading)
  if (request === undefined) return undefined
  const fetched = await wire.fetch(request.url, {}, askOf(request, before.cookies))
  if (fetched.outcome !== 'fetched') return undefined
  const read = wire.read({ ...fetched, kind: wire.source.kind })
  return read.ok ? { reading: read.value, cookies: fetched.cookies ?? before.cookies } : undefined
}

const askOf = ({ method, body, headers, session }: PageRequest, cookies: string | undefined): PageAsk => ({
  ...(method === undefined ? {} : { method }),
  ...(body === undefined ? {} : { body }),
  headers: { ...headers, ...(session === true && cookies !== undefined ? { cookie: cookies } : {}) },
})
