import { describe, expect, it } from 'vitest'
import { prepare } from '../../../src/core/feed/prepare.ts'
import { READ } from '../../../src/core/limits.ts'
import { codeOf, read, rssItem } from './support.ts'

/** Generous against a busy machine, and far below what a super-linear reader needs for these. */
const MILLISECONDS = 3_000

const timed = <T>(work: () => T): { readonly value: T; readonly ms: number } => {
  const start = performance.now()
  const value = work()
  return { value, ms: performance.now() - start }
}

const frame = (inside: string): string =>
  `<rss><channel><title>T</title><item><title>first</title></item>${inside}<item><title>last</title></item></channel></rss>`

const titles = (text: string): readonly string[] => read(text).items.map(({ title }) => title)

describe('a document made to hurt', () => {
  it.each([
    [
      'nested 100,000 deep',
      `<item><title>deep</title><description>${'<a>'.repeat(100_000)}x${'</a>'.repeat(100_000)}</description></item>`,
    ],
    ['nested and never closed', `<item><title>deep</title><description>${'<a>'.repeat(100_000)}x</description></item>`],
    [
      'nested under many names',
      `<item><title>deep</title><description>${Array.from({ length: 50_000 }, (_, i) => `<a${i}>`).join('')}</description></item>`,
    ],
  ])('%s: the branch is cut to its text, its siblings stay', (_, inside) => {
    const { value, ms } = timed(() => read(frame(inside)))
    expect(value.items.map(({ title }) => title)).toEqual(['first', 'deep', 'last'])
    expect(ms).toBeLessThan(MILLISECONDS)
  })

  it('is never built deeper than allowed', () => {
    let depth = 0
    let deepest = 0
    for (const [tag] of prepare(frame('<a>'.repeat(1_000))).markup.matchAll(/<\/?[a-z]/g)) {
      depth += tag.startsWith('</') ? -1 : 1
      deepest = Math.max(deepest, depth)
    }
    expect(deepest).toBe(READ.DEPTH)
  })

  it('keeps the text of what is too deep', () => {
    const { items } = read(
      frame(`<item><description>${'<a>'.repeat(300)}deep words${'</a>'.repeat(300)}</description></item>`),
    )
    expect(items[1]?.summary).toBe('deep words')
  })

  it('with 20,000 attributes: the first ones count', () => {
    const attributes = Array.from({ length: 20_000 }, (_, i) => `a${i}="x"`).join(' ')
    const { value, ms } = timed(() => titles(frame(`<item ${attributes}><title ${attributes}>many</title></item>`)))
    expect(value).toEqual(['first', 'many', 'last'])
    expect(ms).toBeLessThan(MILLISECONDS)
  })

  it('with more items than are taken: the first ones are', () => {
    const text = frame(Array.from({ length: READ.ITEMS + 50 }, (_, i) => `<item><title>${i}</title></item>`).join(''))
    expect(titles(text)).toHaveLength(READ.ITEMS)
  })

  it('that declares entities: none is expanded, the items are read', () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>`
    const text = laughs + frame('<item><title>&b; &f;</title></item>')
    expect(titles(text)).toEqual(['first', '&b; &f;', 'last'])
  })

  it.each([
    ['<a "', 'openings'],
    ["<a b='", 'quotes'],
    ['<!x', 'declarations'],
    ['<!--', 'comments'],
    ['<![CDATA[', 'sections'],
    ['&x', 'ampersands'],
    ['</a>', 'closings'],
    ['<br>\n', 'breaks'],
    ['<a xmlns:b="u" xmlns:c="v">', 'namespaces'],
    ['(a@a.', 'half addresses'],
    ['<item>', 'items'],
  ])('half a megabyte of %s: time grows no faster than length (%s)', (piece) => {
    const text = piece.repeat(500_000 / piece.length)
    for (const place of [
      text,
      `<item><author>${text}</author></item>`,
      `<item><description><![CDATA[${text}]]></description></item>`,
    ]) {
      expect(timed(() => codeOf(frame(place))).ms).toBeLessThan(MILLISECONDS)
    }
    expect(timed(() => codeOf(`<html><body>${text}`, { kind: 'kcna-watch' })).ms).toBeLessThan(MILLISECONDS)
  })

  it('with keys of objects’ own machinery as ids, names and attributes', () => {
    const { items } = read(
      '<rss><channel><item><guid>__proto__</guid><__proto__ a="b">x</__proto__></item><item __proto__="x"><guid>constructor</guid></item><item><guid>__proto__</guid></item></channel></rss>',
    )
    expect(items.map(({ id }) => id)).toEqual(['__proto__', 'constructor'])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('texts are cut at their limits, never inside a letter', () => {
    const title = rssItem(`<title>${'😀'.repeat(READ.TITLE_CHARS)}</title>`).title
    expect(title.length).toBeLessThanOrEqual(READ.TITLE_CHARS)
    expect(title.isWellFormed()).toBe(true)
    expect(rssItem(`<description>${'x '.repeat(READ.TEXT_CHARS)}</description>`).summary?.length).toBe(READ.TEXT_CHARS)
  })
})

describe('a document cut off', () => {
  const whole = frame('<item><title>middle</title><guid>2</guid></item>')

  it('keeps its complete items, not the one that was cut', () => {
    expect(titles(whole.slice(0, whole.indexOf('<guid>2')))).toEqual(['first'])
    expect(titles(whole.slice(0, whole.indexOf('middle') + 3))).toEqual(['first'])
  })

  it('at any letter gives a prefix of its items or an error', () => {
    const all = titles(whole)
    for (let end = 0; end < whole.length; end++) {
      const result = codeOf(whole.slice(0, end))
      if (result.endsWith('items'))
        expect(titles(whole.slice(0, end))).toEqual(all.slice(0, Number.parseInt(result, 10)))
    }
  })

  it('before its first complete item is truncated', () => {
    expect(codeOf('<rss><channel><title>T</title><item><title>One</title>')).toBe('truncated')
  })
})
