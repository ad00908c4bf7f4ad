import { describe, expect, it } from 'vitest'
import { POLL } from '../../src/core/limits.ts'
import { checkAddress } from '../../src/core/links.ts'
import { SOURCE_KINDS } from '../../src/core/model.ts'
import { KNOWN_SOURCES, kindAt } from '../../src/core/sources.ts'

describe('the sources to begin with', () => {
  it('are nine, state media first', () => {
    expect(KNOWN_SOURCES.map(({ id }) => id)).toEqual([
      'kcna-watch',
      'kcna',
      'rodong',
      'yonhap-north-korea',
      '38-north',
      'nk-news',
      'daily-nk',
      'kfa-uk',
      'choson-sinbo',
    ])
  })

  it.each(KNOWN_SOURCES.map((source) => [source.id, source] as const))('%s can be added as it stands', (id, source) => {
    expect(id).toMatch(/^[a-z0-9-]{3,40}$/)
    expect(checkAddress(source.url, { for: 'source' })).toEqual({ ok: true, value: source.url })
    expect(SOURCE_KINDS).toContain(source.kind)
    const least = source.kind === 'kcna' || source.kind === 'kcna-watch' ? POLL.EVERY_MINUTES_KCNA : POLL.EVERY_MINUTES
    expect(source.every).toBeGreaterThanOrEqual(least)
    expect(source.every).toBeLessThanOrEqual(POLL.EVERY_MINUTES_MAX)
    expect(source.name).not.toBe('')
    expect(source.note).toMatch(/^[A-Z].*\.$/)
  })

  it('say that nobody has seen them answer', () => {
    expect(KNOWN_SOURCES.every(({ verified }) => !verified)).toBe(true)
  })

  it('are each one source', () => {
    expect(new Set(KNOWN_SOURCES.map(({ url }) => url)).size).toBe(KNOWN_SOURCES.length)
    expect(new Set(KNOWN_SOURCES.map(({ name }) => name)).size).toBe(KNOWN_SOURCES.length)
  })
})

describe('the kind that an address gives away', () => {
  it.each([
    ['https://kcnawatch.org/newstream/', 'kcna-watch'],
    ['https://www.kcnawatch.org/newstream/', 'kcna-watch'],
    ['http://www.kcna.kp/en', 'kcna'],
    ['http://KCNA.KP/kp', 'kcna'],
    ['http://www.rodong.rep.kp/en/', 'rodong'],
    ['https://blog.example/wp-json/wp/v2/posts', 'wp-json'],
    ['https://blog.example/sub/wp-json/wp/v2/posts/?per_page=50', 'wp-json'],
    ['https://blog.example/wp-json/wp/v2/posts/7', 'auto'],
    ['https://notkcna.kp/', 'auto'],
    ['https://kcnawatch.org.example/', 'auto'],
    ['https://wire.example/feed.xml?from=kcna.kp', 'auto'],
    ['no address', 'auto'],
  ])('%s: %s', (address, kind) => {
    expect(kindAt(address)).toBe(kind)
  })
})
