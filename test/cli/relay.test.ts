// `nightdesk relay` as a person runs it, between a wire and a Worker on loopback.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jsonLines, LAUNCHER, runWarm as run } from '../support/command-line.ts'
import { kcnaWatchArticlePage, kcnaWatchListing } from '../support/kcna-watch-page.ts'
import { rss, type Story, story } from '../support/stories.ts'

const TOKEN = 'push_planted-secret-token'

type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
type Answer = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string }

/** A loopback server that answers by path and remembers who asked. */
const startServer = async (answer: (asked: Asked) => Answer) => {
  const asked: Asked[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
      asked.push(one)
      const { status = 200, headers = {}, body: text = '' } = answer(one)
      response.writeHead(status, headers).end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { asked, close, origin: `http://127.0.0.1:${port}` }
}

let folder: string
let stories: readonly Story[]
let wire: Awaited<ReturnType<typeof startServer>>
let worker: Awaited<ReturnType<typeof startServer>>
let workerAnswer: (asked: Asked) => Answer
let wireAnswer: ((asked: Asked) => Answer) | undefined

type Body = { items: { id: string; title: string; _nightdesk: { lead: string } }[] }
const bodies = () => worker.asked.map(({ body }) => JSON.parse(body) as Body)
const takes = ({ body }: Asked): Answer => ({
  body: JSON.stringify({ new: (JSON.parse(body) as Body).items.length, known: 0, refused: [] }),
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-relay-'))
  stories = [3, 2, 1].map((number) => story(number, `Story ${number}`, `The text of story ${number}.`))
  workerAnswer = takes
  wireAnswer = undefined
  wire = await startServer((asked) => {
    if (wireAnswer !== undefined) return wireAnswer(asked)
    return asked.headers['if-none-match'] === `"${stories.length}"`
      ? { status: 304 }
      : { headers: { etag: `"${stories.length}"`, 'content-type': 'application/rss+xml' }, body: rss(stories) }
  })
  worker = await startServer((asked) => workerAnswer(asked))
})

afterEach(async () => {
  await wire.close()
  await worker.close()
  rmSync(folder, { recursive: true })
})

const relay = async (...args: string[]) => {
  const ended = await run(
    ['relay', 'wire', '--to', worker.origin, '--url', `${wire.origin}/feed.xml`, '--once', ...args],
    { env: { NIGHTDESK_TOKEN: TOKEN }, cwd: folder },
  )
  expect(ended.stdout + ended.stderr).not.toContain('planted-secret')
  return { ...ended, lines: jsonLines(ended.stdout) }
}
const more = (...numbers: number[]): void => {
  stories = [...numbers.map((number) => story(number, `Story ${number}`, `The text of story ${number}.`)), ...stories]
}
const titles = () => bodies().map(({ items }) => items.map(({ title }) => title))

describe('a round', () => {
  it('pushes what is on the list under the source’s token, as a JSON Feed with the newest on top', async () => {
    const { code, lines, stderr } = await relay()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(lines).toEqual([{ source: 'wire', listed: 3, new: 3, known: 0, refused: 0, waiting: 0 }])
    expect(worker.asked).toMatchObject([
      {
        method: 'POST',
        path: '/api/v1/sources/wire/items',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/feed+json' },
      },
    ])
    expect(titles()).toEqual([['Story 3', 'Story 2', 'Story 1']])
    expect(bodies()[0]!.items[0]).toMatchObject({ id: stories[0]!.id, _nightdesk: { lead: 'The text of story 3.' } })
    expect(wire.asked[0]!.headers['user-agent']).toMatch(/^Nightdesk\/\d.*\+https:/)
    expect(wire.asked[0]!.headers.authorization).toBeUndefined()
  })

  it('pushes each story once, and asks with the validators of the last list', async () => {
    await relay()
    expect((await relay()).lines).toEqual([{ source: 'wire', listed: 0, new: 0, known: 0, refused: 0, waiting: 0 }])
    expect(wire.asked[1]!.headers['if-none-match']).toBe('"3"')
    more(5, 4)
    expect((await relay()).lines).toMatchObject([{ listed: 5, new: 2 }])
    expect(titles()).toEqual([
      ['Story 3', 'Story 2', 'Story 1'],
      ['Story 5', 'Story 4'],
    ])
  })

  it('needs --url the first time alone; another one begins another list with what is known', async () => {
    const again = (...args: string[]) =>
      run(['relay', 'wire', '--to', worker.origin, '--once', ...args], { env: { NIGHTDESK_TOKEN: TOKEN }, cwd: folder })
    const { code, stderr } = await again()
    expect(code).toBe(2)
    expect(stderr).toContain('--url wants')
    await relay()
    more(4)
    expect(jsonLines((await again()).stdout)).toMatchObject([{ listed: 4, new: 1 }])
    const { stdout } = await again('--url', `${wire.origin}/other.xml`)
    expect(jsonLines(stdout)).toMatchObject([{ listed: 4, new: 0 }])
    expect(wire.asked.at(-1)).toMatchObject({
      path: '/other.xml',
      headers: expect.not.objectContaining({ 'if-none-match': '"4"' }),
    })
  })

  it('pushes many stories in shares of twenty, the oldest share first', async () => {
    more(...Array.from({ length: 42 }, (_, index) => 45 - index))
    expect((await relay()).lines).toMatchObject([{ listed: 45, new: 45, waiting: 0 }])
    const shares = titles()
    expect(shares.map((share) => share.length)).toEqual([20, 20, 5])
    expect(shares.flatMap((share) => share.toReversed())).toEqual(
      Array.from({ length: 45 }, (_, index) => `Story ${index + 1}`),
    )
  })

  it('completes what a page lists without leads from the articles’ own pages', async () => {
    const url = `${wire.origin}/newstream/1795400000-1001/harbour/`
    wireAnswer = ({ path }) => ({
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body:
        path === '/feed.xml'
          ? kcnaWatchListing([
              { url, title: 'Harbour', excerpt: 'Pyongyang, November 22 (KCNA) -- Cut', date: 'November 22, 2026' },
            ])
          : kcnaWatchArticlePage({
              crawled: ['November 23, 2026', 'Nov 23, 2026'],
              label: 'KCNA.kp (En)',
              title: 'Harbour',
              date: '22/11/2026',
              originalUrl: 'http://www.kcna.kp/en/article/detail/00112233445566778899aabbccddeeff',
              paragraphs: ['Pyongyang, November 22 (KCNA) -- The harbour has a new crane.', 'It is tall. -0-'],
              cards: [],
            }),
    })
    await relay()
    expect(bodies()[0]!.items).toMatchObject([
      { title: 'Harbour', _nightdesk: { lead: 'The harbour has a new crane.' } },
    ])
    await relay()
    expect(bodies()).toHaveLength(1)
    expect(wire.asked.filter(({ path }) => path !== '/feed.xml')).toHaveLength(1)
  })
})

it('asks article pages of the list’s own site alone', async () => {
  const foreign = `${wire.origin.replace('127.0.0.1', 'localhost')}/newstream/1795400000-1002/elsewhere/`
  const card = { url: foreign, title: 'Elsewhere', excerpt: 'Cut', date: 'November 22, 2026' }
  wireAnswer = () => ({ headers: { 'content-type': 'text/html' }, body: kcnaWatchListing([card]) })
  expect(await relay()).toMatchObject({ code: 0, lines: [{ listed: 1 }] })
  expect(wire.asked.map(({ path }) => path)).toEqual(['/feed.xml'])
})

describe('a Worker that is away', () => {
  it('gets what it missed, oldest first, also when the list has moved on', async () => {
    workerAnswer = () => ({ status: 503 })
    const first = await relay()
    expect(first).toMatchObject({ code: 1, stderr: 'The Worker answered 503.\n' })
    expect(first.lines).toEqual([{ source: 'wire', listed: 3, new: 0, known: 0, refused: 0, waiting: 3 }])
    stories = []
    more(5, 4)
    await relay()
    worker.asked.length = 0
    workerAnswer = takes
    const last = await relay()
    expect(last).toMatchObject({ code: 0, lines: [{ listed: 0, new: 5, waiting: 0 }] })
    expect(titles()).toEqual([['Story 5', 'Story 4', 'Story 3', 'Story 2', 'Story 1']])
  })

  it('in the middle of a push loses nothing and repeats nothing', async () => {
    more(...Array.from({ length: 42 }, (_, index) => 45 - index))
    workerAnswer = (asked) => (worker.asked.length === 2 ? { status: 500 } : takes(asked))
    expect(await relay()).toMatchObject({ code: 1, lines: [{ new: 20, waiting: 25 }] })
    expect(await relay()).toMatchObject({ code: 0, lines: [{ new: 25, waiting: 0 }] })
    const [first, failed, second] = titles()
    expect(second).toEqual(failed)
    expect(new Set([...first!, ...second!]).size).toBe(40)
  })

  it('altogether is one sentence', async () => {
    await worker.close()
    const { code, stderr } = await relay()
    expect(code).toBe(1)
    expect(stderr).toBe('The Worker could not be reached: ECONNREFUSED.\n')
    worker = await startServer(takes)
  })
})

describe('what goes wrong', () => {
  it.each<[string, Answer, string]>([
    ['a wrong token', { status: 401 }, 'The Worker does not take NIGHTDESK_TOKEN for the source "wire".'],
    ['an unknown source', { status: 404 }, 'The Worker has no source "wire".'],
    [
      'a redirect, which is not followed with the token',
      { status: 307, headers: { location: 'http://127.0.0.1:1/' } },
      'The Worker redirects; give --to the address it leads to.',
    ],
    [
      'something else at that address',
      { body: '<html>hello</html>' },
      'What answers at --to is not a Nightdesk Worker.',
    ],
  ])('%s', async (_fact, answer, sentence) => {
    workerAnswer = () => answer
    const { code, stderr, lines } = await relay()
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${sentence}\n` })
    expect(lines).toMatchObject([{ waiting: 3 }])
  })

  it.each<[string, Answer, string]>([
    ['a source that refuses', { status: 403 }, 'The source answered 403.'],
    [
      'a source that is no feed',
      { body: 'words' },
      'The source was reached. The document is not a feed that Nightdesk knows.',
    ],
    ['a source without end', { body: 'x'.repeat(5_000_000) }, 'The source sent more than 4194304 bytes.'],
  ])('%s, and what waits is pushed all the same', async (_fact, answer, sentence) => {
    workerAnswer = () => ({ status: 500 })
    await relay()
    workerAnswer = takes
    wireAnswer = () => answer
    const { code, stderr, lines } = await relay()
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${sentence}\n` })
    expect(lines).toMatchObject([{ listed: 0, new: 3, waiting: 0 }])
  })

  it('stories that the Worker refuses are counted and not offered again', async () => {
    workerAnswer = () => ({ body: JSON.stringify({ new: 2, known: 0, refused: [{ index: 1, code: 'foreign-host' }] }) })
    expect(await relay()).toMatchObject({ code: 0, lines: [{ new: 2, refused: 1, waiting: 0 }] })
    expect(await relay()).toMatchObject({ code: 0, lines: [{ new: 0, refused: 0 }] })
  })

  it('a state file that is none is left as it is', async () => {
    const file = join(folder, 'state.json')
    writeFileSync(file, 'not a state')
    expect(await relay('--state', file)).toMatchObject({ code: 1, stdout: '' })
    expect(readFileSync(file, 'utf8')).toBe('not a state')
    expect(worker.asked).toEqual([])
  })

  it('the state is where it is said to be, for nobody else to read, and without the token', async () => {
    await relay()
    const file = join(folder, '.nightdesk/relay-wire.json')
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).not.toContain('planted-secret')
    await relay('--state', join(folder, 'a/b.json'))
    expect(existsSync(join(folder, 'a/b.json'))).toBe(true)
  })
})

it('without --once goes on until it is stopped, and then ends well', async () => {
  const child = spawn(
    process.execPath,
    [LAUNCHER, 'relay', 'wire', '--to', worker.origin, '--url', `${wire.origin}/feed.xml`],
    { cwd: folder, env: { ...process.env, NIGHTDESK_TOKEN: TOKEN } },
  )
  await once(child.stdout, 'data')
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(worker.asked).toHaveLength(1)
})

describe('usage', () => {
  const good = ['relay', 'wire', '--to', 'https://desk.nightdesk.dev', '--url', 'https://wire.nightdesk.dev/feed']
  it.each([
    [['relay'], 'Name one source'],
    [['relay', '../wire', ...good.slice(2)], 'Name one source'],
    [['relay', 'wire', 'other', ...good.slice(2)], 'Name one source'],
    [good.slice(0, 2), '--to wants'],
    [
      ['relay', 'wire', '--to', 'http://desk.nightdesk.dev', ...good.slice(4)],
      '--to wants an address that begins with https',
    ],
    [['relay', 'wire', '--to', 'desk', ...good.slice(4)], '--to wants'],
    [[...good.slice(0, 4), '--once'], '--url wants'],
    [[...good.slice(0, 5), 'file:///etc/passwd'], '--url wants'],
    [[...good, '--every', '0'], '--every wants'],
    [[...good, '--every', 'often'], '--every wants'],
    [[...good, '--backwards'], "Unknown option '--backwards'"],
  ])('%j is refused with one sentence and how it is used', async (args, sentence) => {
    const { code, stdout, stderr } = await run(args, { env: { NIGHTDESK_TOKEN: TOKEN }, cwd: folder })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(sentence)
    expect(stderr).toContain('Usage: nightdesk relay')
  })

  it.each(['', 'two words', 'line\nbreak'])('the token %j is none', async (token) => {
    const { code, stderr } = await run([...good, '--once'], { env: { NIGHTDESK_TOKEN: token }, cwd: folder })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^NIGHTDESK_TOKEN is not set\./)
    if (token !== '') expect(stderr).not.toContain(token)
  })
})
