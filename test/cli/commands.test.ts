import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { jsonLines, runWarm as run, run as runAnew } from '../support/command-line.ts'
import { rss, WIRE } from '../support/stories.ts'

let folder: string
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-test-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('read', () => {
  it('prints one line per file, in order, and exits 0 also when a file is no feed', async () => {
    const good = file('good.xml', rss(WIRE))
    const bad = file('bad.txt', 'just words')
    const { code, stdout, stderr } = await runAnew(['read', '--url', 'https://wire.example/feed.xml', good, bad])
    const [first, second] = jsonLines(stdout)
    expect(first).toMatchObject({
      file: good,
      ok: true,
      feed: { title: 'Wire', home_page_url: 'https://wire.example/' },
    })
    expect((first as { items: unknown[] }).items).toHaveLength(4)
    expect((first as { items: unknown[] }).items[0]).toEqual({
      id: 'https://wire.example/stories/4',
      url: 'https://wire.example/stories/4',
      title: 'Harbour cranes repaired',
      summary: 'Pyongyang, November 1 (KCNA) -- Workers of the Rason harbour repaired four cranes.',
      date_published: '2026-11-01T00:04:00Z',
      _nightdesk: {
        lead: 'Workers of the Rason harbour repaired four cranes.',
        dateline: 'Pyongyang, November 1 (KCNA)',
      },
    })
    expect(second).toEqual({ file: bad, ok: false, error: { code: 'not-a-feed', message: expect.any(String) } })
    expect(code).toBe(0)
    expect(stderr).toBe('')
  })

  it('takes a manifest whose paths are relative to it, and repeats the file as it was given', async () => {
    file('feed.xml', rss(WIRE))
    const manifest = file(
      'manifest.jsonl',
      '{"file":"feed.xml","url":"https://wire.example/","contentType":"application/rss+xml"}\n',
    )
    const { stdout } = await run(['read', '--batch', manifest], { cwd: tmpdir() })
    expect(jsonLines(stdout)).toMatchObject([{ file: 'feed.xml', ok: true }])
  })

  it('exits 1 for a file that is not there, 2 for wrong usage', async () => {
    expect(await run(['read', join(folder, 'nothing.xml')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no such file'),
    })
    expect(await run(['read'])).toMatchObject({ code: 2, stdout: '' })
    expect(await run(['read', '--nonsense'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--nonsense') })
    expect(await runAnew(['rede'])).toMatchObject({ code: 2, stderr: expect.stringContaining('"rede"') })
  })
})

describe('match, tag and explain', () => {
  const items = () =>
    file(
      'items.jsonl',
      [
        {
          id: 'a',
          url: 'https://wire.example/a',
          title: 'Missile brigade honoured',
          content_text: 'Pyongyang, November 1 (KCNA) -- A missile brigade trained.\nIt rained on the parade.',
        },
        { id: 'b', title: 'Choir visits Wonsan', summary: 'A choir sang.' },
      ]
        .map((item) => JSON.stringify(item))
        .join('\n'),
    )

  it('match prints the matching items with their spans, lead without dateline', async () => {
    const { code, stdout } = await runAnew(['match', '--query', 'missile', items()])
    expect(jsonLines(stdout)).toEqual([
      {
        id: 'a',
        url: 'https://wire.example/a',
        spans: [
          { field: 'title', start: 0, end: 7, text: 'Missile' },
          { field: 'lead', start: 2, end: 9, text: 'missile' },
        ],
      },
    ])
    expect(code).toBe(0)
  })

  it('match looks no further than its scope', async () => {
    expect((await run(['match', '--query', 'rained', items()])).stdout).toBe('')
    expect(jsonLines((await run(['match', '--query', 'rained', '--scope', 'text', items()])).stdout)).toMatchObject([
      { id: 'a', spans: [{ field: 'text', text: 'rained' }] },
    ])
  })

  it('a wrong query: nothing on stdout, exit 2, and the query with a caret under the first wrong letter', async () => {
    const { code, stdout, stderr } = await run(['match', '--query', 'missile "launch', items()])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n').slice(0, 2)).toEqual(['missile "launch', '        ^'])
  })

  it('the caret stands under the letter also behind letters of two columns', async () => {
    const { stderr } = await run(['match', '--query', '미싸일 "발사', items()])
    expect(stderr.split('\n').slice(0, 2)).toEqual(['미싸일 "발사', '       ^'])
  })

  it('tag prints a line per item, with no topics for what has none', async () => {
    expect(jsonLines((await run(['tag', items()])).stdout)).toEqual([
      { id: 'a', url: 'https://wire.example/a', topics: expect.arrayContaining(['missiles']) },
      { id: 'b', topics: expect.any(Array) },
    ])
  })

  it('explain says what was looked at and which term kept the item out', async () => {
    const item = file('item.json', '{"id":"a","title":"Missile brigade honoured"}')
    expect(jsonLines((await run(['explain', '--query', 'missile satellite', item])).stdout)).toEqual([
      {
        matched: false,
        stages: [
          { stage: 'missile', ok: true, detail: 'Missile (title)' },
          { stage: 'satellite', ok: false, detail: 'not in title and lead' },
        ],
        near: ['satellite'],
      },
    ])
  })
})

/** The last option of a command, with more said of it. */
const withOption = ({ options }: Record<string, unknown>, more: object): object[] =>
  (options as object[]).map((option, index, all) => (index === all.length - 1 ? { ...option, ...more } : option))

describe('register', () => {
  type Known = Record<string, unknown> & { name: string }

  /** Discord as far as `register` asks it: keeps what it is told under each path, with what it adds itself. */
  const standIn = async () => {
    const state = {
      application: { id: '1000', name: 'Desk', verify_key: 'ab' } as object,
      known: {} as Record<string, Known[]>,
      puts: [] as string[],
    }
    const kept = (path: string, { options, ...command }: Known): Known => ({
      ...command,
      ...(Array.isArray(options) && options.length === 0 ? {} : { options }),
      id: '1',
      version: '2',
      application_id: '1000',
      default_permission: true,
      nsfw: false,
      ...(path.includes('/guilds/') ? { guild_id: '5', integration_types: [0], contexts: null } : {}),
    })
    const put = (path: string, told: Known[]): number => {
      const isRefused = path.includes('/guilds/') && told.some((one) => 'contexts' in one || 'integration_types' in one)
      if (isRefused) return 400
      state.puts.push(path)
      state.known[path] = told.map((command) => kept(path, command))
      return 200
    }
    const answer = (method: string, path: string, body: string): [number, unknown] => {
      if (method === 'PATCH') state.application = { ...state.application, ...JSON.parse(body) }
      if (path === '/applications/@me') return [200, state.application]
      const status = method === 'PUT' ? put(path, JSON.parse(body)) : 200
      return [status, state.known[path] ?? []]
    }
    const server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        if (request.headers.authorization !== 'Bot a-token') return response.writeHead(401).end('{}')
        const [status, told] = answer(request.method ?? '', (request.url ?? '').replace(/\?.*/, ''), body)
        return response.writeHead(status).end(JSON.stringify(told))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const env = { DISCORD_TOKEN: 'a-token', DISCORD_API: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    return { state, env }
  }
  const EVERYWHERE = '/applications/1000/commands'
  const IN_SERVER = '/applications/1000/guilds/5/commands'

  it('puts the commands once, says what changed, and changes nothing the second time', async () => {
    const { state, env } = await standIn()
    const first = await runAnew(['register'], { env, cwd: folder })
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('added    /watch') })
    expect(first.stdout).toContain('DISCORD_PUBLIC_KEY=ab')
    expect(await run(['register'], { env, cwd: folder })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing changed'),
    })
    expect(state.puts).toEqual([EVERYWHERE])
    const abroad = { env: { ...env, ALLOW_USER_INSTALL: 'true' }, cwd: folder }
    const opened = await run(['register'], abroad)
    expect(opened.stdout).toContain('install  servers and personal accounts')
    expect(state.application).toMatchObject({ integration_types_config: { 0: {}, 1: {} } })
    expect((await run(['register'], abroad)).stdout).toContain('Nothing changed')
    const wrong = await run(['register'], { env: { ...env, DISCORD_TOKEN: 'secret-token' }, cwd: folder })
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('DISCORD_TOKEN') })
    expect(wrong.stderr).not.toContain('secret-token')
  })

  it('puts them in one server, without what only counts everywhere, and nothing the second time', async () => {
    const { state, env } = await standIn()
    const first = await run(['register', '--guild', '5'], { env, cwd: folder })
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/registered in server 5\.\nadded {4}\/watch/),
    })
    expect(state.puts).toEqual([IN_SERVER])
    expect(state.application).not.toHaveProperty('integration_types_config')
    expect((await run(['register', '--guild', '5'], { env, cwd: folder })).stdout).toContain('Nothing changed')
    expect(state.puts).toEqual([IN_SERVER])
  })

  it.each<[string, (command: Known) => object]>([
    ['another description', () => ({ description: 'other' })],
    ['a permission that is no longer asked for', () => ({ nsfw: true })],
    [
      'a translation that is gone',
      (command) => ({ name_localizations: { ...(command.name_localizations as object), id: 'awas' } }),
    ],
    ['an option that is no longer required', (command) => ({ options: withOption(command, { required: true }) })],
    ['an option that no longer suggests', (command) => ({ options: withOption(command, { autocomplete: true }) })],
    ['an option without its bound', (command) => ({ options: withOption(command, { max_length: 5_999 }) })],
  ])('says that a command changed that Discord knows with %s', async (_what, older) => {
    const { state, env } = await standIn()
    await run(['register'], { env, cwd: folder })
    state.known[EVERYWHERE] = state.known[EVERYWHERE]!.map((command) =>
      command.name === 'trend' ? { ...command, ...older(command) } : command,
    )
    const { stdout } = await run(['register'], { env, cwd: folder })
    expect(stdout.match(/^(added|changed|removed) .*$/gm)).toEqual(['changed  /trend'])
    expect(state.puts).toEqual([EVERYWHERE, EVERYWHERE])
  })

  it('says that a command is gone', async () => {
    const { state, env } = await standIn()
    await run(['register'], { env, cwd: folder })
    state.known[EVERYWHERE]!.push({ name: 'older', type: 1, description: 'what was' })
    expect((await run(['register'], { env, cwd: folder })).stdout).toContain('removed  /older')
  })

  it('says what is missing when there is no token', async () => {
    expect(await run(['register'], { env: { DISCORD_TOKEN: '' }, cwd: folder })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DISCORD_TOKEN is not set'),
    })
  })
})

describe('deploy', () => {
  it.each([
    ['a variable on the command line', ['--var', 'ALLOW_PRIVATE_NETWORK:true']],
    ['a secrets file', ['--secrets-file', 'secrets']],
    ['an env file', ['--env-file', 'secrets']],
    ['the second of two env files', ['--env-file', 'harmless', 'secrets']],
    ['another configuration', ['--config', 'other.toml']],
    ['another configuration, by its letter', ['-c', 'other.toml']],
    ['another configuration, right after its letter', ['-cother.toml']],
    ['another configuration, after an equals sign', ['--config=other.toml']],
    ['a configuration in JSON', ['--config', 'other.jsonc']],
    ['the configuration of another folder', ['--cwd', 'elsewhere']],
  ])('refuses a setting for local use only in %s', async (_where, args) => {
    file('secrets', 'ADMIN_TOKEN=x\nDISCORD_API=http://127.0.0.1/\n')
    file('harmless', 'ADMIN_TOKEN=x\n')
    file('other.toml', '[vars]\nALLOW_PRIVATE_NETWORK = "true"\n')
    file('other.jsonc', '{\n  // for trying out\n  "vars": { "DISCORD_API": "http://127.0.0.1/" }\n}\n')
    mkdirSync(join(folder, 'elsewhere'), { recursive: true })
    file('elsewhere/wrangler.toml', 'vars = { DISCORD_API = "http://127.0.0.1/" }\n')
    // Should it not be refused, nothing is deployed and nobody is called.
    const env = { WRANGLER_SEND_METRICS: 'false' }
    expect(await run(['deploy', ...args, '--dry-run'], { cwd: folder, env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('local use only'),
    })
  })
})
