// Pages a day from one host: granted in turn, refused when they are used up, counted both ways, anew each day.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deskStore } from '../../src/edge/store/desk-store.ts'
import { factsOf } from '../../src/edge/store/facts.ts'
import { type PageBudget, pageBudgetOf } from '../../src/edge/store/page-budget.ts'
import { ORIGIN } from '../support/desk-client.ts'

const DAY = 24 * 3_600_000
const NOON = Date.parse('2030-11-20T12:00:00Z')
const WIRE = 'https://wire.nightdesk.dev/a'

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const withBudget = <T>(work: (budget: PageBudget) => T): Promise<T> =>
  runInDurableObject(desk(), (_object, state) => {
    const { sql } = state.storage
    return work(pageBudgetOf(factsOf(sql), deskStore(sql).hosts))
  })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
})

afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

describe('a host', () => {
  it.each([
    ['https://wire.nightdesk.dev/story', 200],
    ['http://www.kcna.kp/en/article/detail/1', 60],
    ['http://kcna.kp/en', 60],
    ['https://notkcna.kp/', 200],
    ['https://kcna.kp.nightdesk.dev/', 200],
  ])('%s gives %s pages a day, the last ones short', (url, cap) =>
    withBudget((budget) => {
      const granted = Array.from({ length: Math.ceil(cap / 7) + 2 }, () => budget.grant(url, 7, NOON))
      expect(granted.reduce((sum, pages) => sum + pages, 0)).toBe(cap)
      expect(granted.at(-1)).toBe(0)
      expect(budget.refused(NOON)).toBe(granted.length * 7 - cap)
    }),
  )

  it('has a budget of its own, beside every other', () =>
    withBudget((budget) => {
      expect(budget.grant(WIRE, 500, NOON)).toBe(200)
      expect(budget.grant('https://news.nightdesk.dev/a', 5, NOON)).toBe(5)
      expect(budget.refused(NOON)).toBe(300)
    }))

  it('begins anew each day, with nothing refused', () =>
    withBudget((budget) => {
      budget.grant(WIRE, 300, NOON)
      expect(budget.grant(WIRE, 1, NOON + DAY / 2 - 1)).toBe(0)
      expect(budget.refused(NOON)).toBe(101)
      expect(budget.refused(NOON + DAY)).toBe(0)
      expect(budget.grant(WIRE, 1, NOON + DAY)).toBe(1)
    }))
})

it('/healthz tells how many were refused, and of which host it says nothing', async () => {
  expect(await desk().grantPages(WIRE, 210)).toBe(200)
  vi.setSystemTime(NOON + 120_000)
  const text = await (await exports.default.fetch(new Request(`${ORIGIN}/healthz`))).text()
  expect(JSON.parse(text)).toMatchObject({ quota: { pages_refused: 10 } })
  expect(text).not.toContain('nightdesk.dev')
})
