import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AddressPolicy, canonicalUrl, checkAddress, resolveUrl } from '../../src/core/links.ts'

describe('canonicalUrl', () => {
  it.each([
    ['HTTPS://Example.ORG/A/B', 'https://example.org/A/B', 'the host in lower case, the path as it is'],
    ['https://example.org/a#part', 'https://example.org/a', 'no fragment'],
    ['https://example.org/a?utm_source=x&id=7&fbclid=y', 'https://example.org/a?id=7', 'no tracking parameters'],
    [
      'https://example.org/a?UTM_Medium=x&gclid=1&mc_cid=2&mc_eid=3',
      'https://example.org/a',
      'nothing left: no question mark',
    ],
    ['https://example.org/a?b=%7E+x&&c&d=%EB', 'https://example.org/a?b=%7E+x&&c&d=%EB', 'other parameters untouched'],
    ['https://example.org/a?autm_source=x', 'https://example.org/a?autm_source=x', 'names that only look alike'],
    [' https://example.org:443/a ', 'https://example.org/a', 'no default port'],
  ])('%s becomes %s: %s', (given, canonical) => {
    expect(canonicalUrl(given)).toBe(canonical)
  })

  it.each(['', 'a/b', 'mailto:a@example.org', 'javascript:alert(1)', 'data:text/plain,x', 'ftp://example.org/'])(
    '%j has none',
    (given) => {
      expect(canonicalUrl(given)).toBeUndefined()
      expect(resolveUrl(given)).toBeUndefined()
    },
  )
})

describe('resolveUrl', () => {
  it('keeps fragment and parameters', () => {
    expect(resolveUrl('b?utm_source=x#y', 'https://example.org/a/')).toBe('https://example.org/a/b?utm_source=x#y')
  })

  it('does without a base that is none', () => {
    expect(resolveUrl('https://example.org/', 'not a base')).toBe('https://example.org/')
    expect(resolveUrl('/b', 'not a base')).toBeUndefined()
  })
})

const source: AddressPolicy = { for: 'source' }
const webhook: AddressPolicy = { for: 'webhook' }

describe('checkAddress', () => {
  it.each([
    ['https://example.org/feed', source],
    ['http://example.org/feed', source],
    ['http://example.org:80/feed', source],
    ['https://example.org./feed', source],
    ['https://münchen.example.org/feed', source],
    ['https://example.org/hook', webhook],
    ['https://example.org/?u=http://127.0.0.1/@x', webhook],
  ])('%s is accepted', (given, policy) => {
    expect(checkAddress(given, policy)).toEqual({ ok: true, value: new URL(given).href })
  })

  it.each([
    ['', 'invalid', source],
    ['example.org/feed', 'invalid', source],
    ['//example.org/feed', 'invalid', source],
    ['https://exa mple.org/', 'invalid', source],
    ['https://example.org/\r\nX-Injected: 1', 'invalid', source],
    ['https://example.org/\u0000', 'invalid', source],
    ['ftp://example.org/', 'scheme', source],
    ['https:example.org', 'scheme', source],
    ['https:\\\\example.org', 'scheme', source],
    ['https:///example.org', 'scheme', source],
    ['http://example.org/hook', 'scheme', webhook],
    ['https://example.org:8443/', 'port', source],
    ['http://example.org:443/', 'port', source],
    ['https://example.org:80/', 'port', source],
    ['https://user@example.org/', 'credentials', source],
    ['https://@example.org/', 'credentials', source],
    ['https://user:pass@example.org/', 'credentials', source],
    [`https://example.org/${'a'.repeat(2_048)}`, 'too-long', source],
    [`https://example.org/${'é'.repeat(1_000)}`, 'too-long', source],
    ['https://127.0.0.1/', 'address', source],
    ['https://8.8.8.8/', 'address', source],
    ['https://127.1/', 'address', source],
    ['https://0x7f000001/', 'address', source],
    ['https://2130706433/', 'address', source],
    ['https://0177.0.0.1/', 'address', source],
    ['https://１２７.０.０.１/', 'address', source],
    ['https://127.0.0.1./', 'address', source],
    ['https://[::1]/', 'address', source],
    ['https://[::ffff:7f00:1]/', 'address', source],
    ['https://localhost/', 'name', source],
    ['https://local\u00adhost/', 'name', source],
    ['https://LOCALHOST./', 'name', source],
    ['https://a.localhost/', 'name', source],
    ['https://intranet/', 'name', source],
    ['https://printer.local/', 'name', source],
    ['https://db.internal./', 'name', source],
    ['https://router.lan/', 'name', source],
    ['https://nas.home.arpa/', 'name', source],
    ['https://a.onion/', 'name', source],
    ['https://a.test/', 'name', source],
    ['https://a.example/', 'name', source],
    ['https://a.invalid/', 'name', source],
    ['https://a.127.0.0.1.nip.io/', 'name', source],
    ['https://10.0.0.1.attacker.org/', 'name', source],
    ['https://desk.example.org/', 'own-host', { for: 'source', ownHost: 'Desk.example.org' }],
  ] as const)('%s is refused: %s', (given, code, policy) => {
    expect(checkAddress(given, policy)).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(/^[A-Z].*\.$/) },
    })
  })

  it('names that merely contain a private one are public', () => {
    expect(checkAddress('https://internal.example.org/', source).ok).toBe(true)
    expect(checkAddress('https://mylocalhost.org/', source).ok).toBe(true)
    expect(checkAddress('https://127.example.org/', source).ok).toBe(true)
  })

  it('for local use any port and address will do, but still http(s) without credentials', () => {
    const local: AddressPolicy = { for: 'webhook', allowPrivate: true }
    expect(checkAddress('http://127.0.0.1:8788/hook', local)).toEqual({ ok: true, value: 'http://127.0.0.1:8788/hook' })
    expect(checkAddress('http://a:b@127.0.0.1/', local).ok).toBe(false)
    expect(checkAddress('file:///etc/passwd', local).ok).toBe(false)
  })
})

const cases = '../shared/data/ssrf/cases.json'
const vectors = '../shared/data/ssrf/ip_vectors.json'
if (!existsSync(cases)) console.log(`skipped: ${cases} is not here`)

describe.skipIf(!existsSync(cases))('the collection of addresses', () => {
  type Row = { readonly url: string; readonly for: string; readonly expected: string }
  const rows: readonly Row[] = existsSync(cases) ? JSON.parse(readFileSync(cases, 'utf8')) : []
  const uses = (row: Row): readonly AddressPolicy[] =>
    row.for === 'both' ? [source, webhook] : [row.for === 'source' ? source : webhook]
  const verdicts = (expected: string): readonly (readonly [string, boolean])[] =>
    rows
      .filter((row) => row.expected === expected)
      .flatMap((row) =>
        uses(row).map((policy) => [`${policy.for} ${row.url}`, checkAddress(row.url, policy).ok] as const),
      )

  it('every address to refuse is refused', () => {
    expect(verdicts('refuse').length).toBeGreaterThan(50)
    expect(verdicts('refuse').filter(([, accepted]) => accepted)).toEqual([])
  })

  it('every address to allow is allowed', () => {
    expect(verdicts('allow').length).toBeGreaterThan(10)
    expect(verdicts('allow').filter(([, accepted]) => !accepted)).toEqual([])
  })

  it('no numeric address is allowed, public or not', () => {
    const addresses: readonly { readonly ip: string }[] = JSON.parse(readFileSync(vectors, 'utf8'))
    const accepted = addresses.filter(
      ({ ip }) => checkAddress(`https://${ip.includes(':') ? `[${ip}]` : ip}/`, webhook).ok,
    )
    expect(accepted).toEqual([])
  })
})
