// What reading a story's page costs, beside the naive twin: the whole page as a linkedom tree and selectors, in the same run.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeEnd } from '../src/core/feed/dateline.ts'
import { compare, compareFirst, type Effort, type Line, ownCpu, type Side } from './measure.ts'
import { readArticleWhole } from './peers/whole-page.ts'
import { readStory } from './read-story.ts'
import { STORY_KINDS, type StoryPage, storyPages } from './story-pages.ts'

export type PageLines = { readonly warm: readonly Line[]; readonly cold: readonly Line[] }

type Plan = Effort & { readonly processes: number }

const FULL: Plan = { batches: 7, calls: 400, processes: 15 }
const QUICK: Plan = { batches: 3, calls: 80, processes: 3 }
/** A figure says nothing when the two do not find the same. */
const check = (page: StoryPage): void => {
  const whole = readArticleWhole(page.html, page.kind)
  const item = readStory(page)
  if (whole === undefined || item.title !== whole.title || item.text !== takeEnd(whole.text).text) {
    throw new Error(`the readers of ${page.url} disagree`)
  }
}

/** One page after the other, all over again. */
const inTurn = (pages: readonly StoryPage[], read: (page: StoryPage) => unknown): Side => {
  let next = 0
  return {
    subject: { cpu: ownCpu },
    call: async () => {
      const page = pages[next++ % pages.length]
      if (page !== undefined) read(page)
    },
    settled: async () => undefined,
  }
}

const CHILD = fileURLToPath(new URL('./page-child.ts', import.meta.url))

/** The first call of a fresh process, a page each. */
const first = (reader: 'ours' | 'whole', pages: readonly StoryPage[], folder: string): (() => Promise<number>) => {
  let next = 0
  return async () => {
    const { kind, url, html } = pages[next++ % pages.length] ?? { kind: '', url: '', html: '' }
    const file = join(folder, 'page.html')
    writeFileSync(file, html)
    const { stdout, stderr, status } = spawnSync(process.execPath, [CHILD, reader, kind, url, file], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    return Number(stdout)
  }
}

const kilobytes = (pages: readonly StoryPage[]): string => {
  const sizes = pages.map(({ html }) => Buffer.byteLength(html)).toSorted((a, b) => a - b)
  return `${Math.round((sizes[sizes.length >> 1] ?? 0) / 1_024)} KB`
}

export const pageLines = async (quick: boolean): Promise<PageLines> => {
  const plan = quick ? QUICK : FULL
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-bench-'))
  const warm: Line[] = []
  const cold: Line[] = []
  try {
    for (const kind of STORY_KINDS) {
      const pages = storyPages(kind)
      pages.forEach(check)
      const name = `${kind}, ${kilobytes(pages)}`
      const whole = (page: StoryPage): unknown => readArticleWhole(page.html, page.kind)
      warm.push(await compare(name, plan, inTurn(pages, readStory), inTurn(pages, whole)))
      cold.push(await compareFirst(name, plan.processes, first('ours', pages, folder), first('whole', pages, folder)))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return { warm, cold }
}
