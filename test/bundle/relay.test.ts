// `nightdesk relay` against the built Worker: a list that only this machine can read becomes alerts.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BuiltWorker, startBuiltWorker } from '../support/built-worker.ts'
import { jsonLines, run } from '../support/command-line.ts'
import { rss, story, WIRE } from '../support/stories.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let worker: BuiltWorker
let door: Server
let origin: string
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-relay-'))
  world = await startWorld()
  worker = await startBuiltWorker(world.origin)
  // The harness has no port of its own: requests are handed on as they come.
  door = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { authorization = '', 'content-type': type = '' } = request.headers
    const answer = await worker.call('POST', request.url ?? '/', Buffer.concat(chunks).toString('utf8'), {
      authorization,
      'content-type': type,
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(door.address() as AddressInfo).port}`
})

afterAll(async () => {
  door?.closeAllConnections()
  door?.close()
  await worker?.close()
  await world?.close()
  rmSync(folder, { recursive: true })
})

it('pushes with the source’s own token; the Worker knows each story once and alerts on it', async () => {
  const source = await worker.api<{ id: string }>('POST', '/sources', {
    url: 'https://wire.example/feed',
    name: 'Relayed',
    every: 0,
  })
  const { token } = await worker.api<{ token: string }>('POST', `/sources/${source.id}/token`, undefined, 200)
  const hook = await worker.api<{ id: string }>('POST', '/destinations', {
    kind: 'webhook',
    url: `${world.origin}/hook`,
  })
  await worker.api('POST', '/rules', { query: 'missile', destination: hook.id })
  const relay = (state: string) =>
    run(
      [
        'relay',
        source.id,
        '--to',
        origin,
        '--url',
        `${world.origin}/feed.xml`,
        '--once',
        '--state',
        join(folder, state),
      ],
      {
        env: { NIGHTDESK_TOKEN: token },
        cwd: folder,
      },
    )
  world.pages.set('/feed.xml', { type: 'application/rss+xml', body: rss(WIRE) })
  const first = await relay('a.json')
  expect(first.stderr).toBe('')
  expect(jsonLines(first.stdout)).toEqual([{ source: source.id, listed: 4, new: 4, known: 0, refused: 0, waiting: 0 }])

  world.pages.set('/feed.xml', {
    type: 'application/rss+xml',
    body: rss([story(9, 'Missile drill', 'A drill.'), ...WIRE]),
  })
  expect(jsonLines((await relay('a.json')).stdout)).toMatchObject([{ listed: 5, new: 1, known: 0 }])
  expect(jsonLines((await relay('b.json')).stdout)).toMatchObject([{ listed: 5, new: 0, known: 5 }])

  const { items } = await worker.api<{ items: { title: string }[] }>('GET', `/items?source=${source.id}`)
  expect(items.map(({ title }) => title)).toEqual(['Missile drill', ...WIRE.map(({ title }) => title)])
  const hooks = () => world.posted.filter(({ path }) => path === '/hook')
  while (hooks().length < 2) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(hooks().map(({ body }) => JSON.parse(body).data.item.title)).toEqual([
    'Missile brigade honoured',
    'Missile drill',
  ])
})
