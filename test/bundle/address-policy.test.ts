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
  ['source', '/api/v1/sources', {}],
  ['webhook', '/api/v1/destinations', { kind: 'webhook' }],
] as const

let worker: BuiltWorker

beforeAll(async () => {
  worker = await startBuiltWorker('http://127.0.0.1:9', { ALLOW_PRIVATE_NETWORK: '', DISCORD_API: '' })
})

afterAll(async () => {
  await worker?.close()
})

describe.runIf(rows.length > 0).each(DOORS)('as a %s', (use, path, body) => {
  const forUse = (all: readonly Row[]) => all.filter((row) => row.for === 'both' || row.for === use)
  const ask = async ({ url }: Row): Promise<number> => (await worker.call('POST', path, { ...body, url })).status

  it('what must be refused is refused, with 403 or, where it is no address at all, 400', async () => {
    const asked = forUse(refusals)
    const answers = await Promise.all(asked.map(async (row) => [row.url, await ask(row)] as const))
    expect(answers.length).toBeGreaterThan(50)
    expect(answers.filter(([, status]) => status !== 403 && status !== 400)).toEqual([])
    console.info(`${use}: ${answers.length} refused`)
  })

  it('what may be allowed is allowed', async () => {
    const asked = forUse(permissions)
    const answers = await Promise.all(asked.map(async (row) => [row.url, await ask(row)] as const))
    expect(answers.length).toBeGreaterThan(10)
    expect(answers.filter(([, status]) => status !== 201 && status !== 200)).toEqual([])
    console.info(`${use}: ${answers.length} allowed`)
  })
})

it('the Worker’s own address and this machine are refused at both doors', async () => {
  for (const [, path, body] of DOORS) {
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
