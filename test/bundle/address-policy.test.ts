// The collection of addresses through the front door: the built Worker as it is deployed, without leave to reach this machine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltWorker, startBuiltWorker } from '../support/built-worker.ts'
import { hasShared, readShared } from '../support/shared-data.ts'

type Row = { readonly url: string; readonly expected: 'refuse' | 'allow'; readonly for: 'both' | 'source' | 'webhook' }

const CASES = 'ssrf/cases.json'

const rows = hasShared(CASES) ? (JSON.parse(readShared(CASES)) as Row[]) : []
const refusals = rows.filter(({ expected }) => expected === 'refuse')
const permissions = rows.filter(({ expected }) => expected === 'allow')

const DOORS = [
  ['source', 'source', '/api/v1/sources', {}],
  ['webhook', 'webhook', '/api/v1/destinations', { kind: 'webhook' }],
  ['Slack or Mattermost webhook', 'webhook', '/api/v1/destinations', { kind: 'slack' }],
] as const

/** Doors that take some hosts or paths alone: they have to refuse the same, and have others that they allow. */
const NARROW_DOORS = [
  [
    'Teams webhook',
    { kind: 'teams' },
    [
      'https://prod-00.westus.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x',
      'https://default1.2.environment.api.powerplatform.com/powerautomate/1?sig=x',
      'https://contoso.webhook.office.com/webhookb2/1',
    ],
    [
      'https://logic.azure.com.evil.com/',
      'https://evillogic.azure.com/',
      'https://receiver.example.org/?x=.logic.azure.com',
      'https://hooks.slack.com/services/T0/B0/x',
    ],
  ],
  [
    'ntfy server',
    { kind: 'ntfy', topic: 'mine' },
    ['https://ntfy.sh', 'https://ntfy.sh/', 'https://ntfy.newsroom.org/'],
    ['https://ntfy.sh/mine', 'https://ntfy.sh/?topic=x', 'http://ntfy.sh/'],
  ],
] as const

let worker: BuiltWorker

beforeAll(async () => {
  worker = await startBuiltWorker('http://127.0.0.1:9', { ALLOW_PRIVATE_NETWORK: '', DISCORD_API: '' })
})

afterAll(async () => {
  await worker?.close()
})

const statusesAt = (path: string, body: object, urls: readonly string[]): Promise<(readonly [string, number])[]> =>
  Promise.all(urls.map(async (url) => [url, (await worker.call('POST', path, { ...body, url })).status] as const))

describe.runIf(rows.length > 0).each(DOORS)('as a %s', (name, use, path, body) => {
  const forUse = (all: readonly Row[]) => all.filter((row) => row.for === 'both' || row.for === use)
  const ask = async ({ url }: Row): Promise<number> => (await worker.call('POST', path, { ...body, url })).status

  it('what must be refused is refused, with 403 or, where it is no address at all, 400', async () => {
    const asked = forUse(refusals)
    const answers = await Promise.all(asked.map(async (row) => [row.url, await ask(row)] as const))
    expect(answers.length).toBeGreaterThan(50)
    expect(answers.filter(([, status]) => status !== 403 && status !== 400)).toEqual([])
    console.info(`${name}: ${answers.length} refused`)
  })

  it('what may be allowed is allowed', async () => {
    const asked = forUse(permissions)
    const answers = await Promise.all(asked.map(async (row) => [row.url, await ask(row)] as const))
    expect(answers.length).toBeGreaterThan(10)
    expect(answers.filter(([, status]) => status !== 201 && status !== 200)).toEqual([])
    console.info(`${name}: ${answers.length} allowed`)
  })
})

describe.each(NARROW_DOORS)('as a %s', (_name, body, allowed, others) => {
  const path = '/api/v1/destinations'

  it.runIf(rows.length > 0)('what must be refused is refused', async () => {
    const urls = refusals.filter((row) => row.for !== 'source').map(({ url }) => url)
    const answers = await statusesAt(path, body, urls)
    expect(answers.length).toBeGreaterThan(50)
    expect(answers.filter(([, status]) => status !== 403 && status !== 400)).toEqual([])
  })

  it('its own addresses are allowed, look-alikes are not', async () => {
    expect((await statusesAt(path, body, allowed)).filter(([, status]) => status !== 201 && status !== 200)).toEqual([])
    expect((await statusesAt(path, body, others)).filter(([, status]) => status !== 403)).toEqual([])
  })
})

it('the Worker’s own address and this machine are refused at every door', async () => {
  for (const [, , path, body] of DOORS) {
    for (const url of [
      'https://127.0.0.1:8787/feed',
      'http://localhost/',
      'https://[::1]/',
      'https://169.254.169.254/',
    ]) {
      const response = await worker.call('POST', path, { ...body, url })
      expect(response.status, url).toBe(403)
      expect(await response.json()).toMatchObject({ error: { code: 'address', at: '/url' } })
    }
  }
})
