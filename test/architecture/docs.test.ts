// The documents, held against the code they speak of: commands, settings, limits, queries, routes, stored names, examples, links.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, resolve } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { itemMatched, webhookTest } from '../../src/core/alert/payload.ts'
import { fromJsonFeedItem } from '../../src/core/feed/json-feed-item.ts'
import * as limits from '../../src/core/limits.ts'
import { evaluate } from '../../src/core/match/evaluate.ts'
import { type Match, SOURCE_KINDS } from '../../src/core/model.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { KNOWN_SOURCES } from '../../src/core/sources.ts'
import { TOPIC_IDS } from '../../src/core/topics/ids.ts'
import { alertWith as someAlert } from '../support/alerts.ts'
import { faultsOf, SCHEMA_TYPES } from '../support/webhook-schemas.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8')

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
  ...readdirSync(resolve(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]

/** Every first group of a pattern, once. */
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set(Array.from(text.matchAll(pattern), ([, found]) => found ?? '')),
]

/** The lines of a document's fenced blocks of one kind, without empty ones. */
const blocks = (text: string, kind: string): string[] =>
  all(text, new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\``, 'gm'))
const lines = (text: string, kind: string): string[] =>
  blocks(text, kind).flatMap((block) => block.split('\n').filter((line) => line.trim() !== ''))

/** The words in code marks in the first column of a document's tables. */
const firstColumn = (text: string): string[] => all(text, /^\| `([^`]+)`/gm)

describe('the README', () => {
  it.each(['npm ci && npm start', 'npm ci && npm test'])('names the command %s', (command) => {
    expect(read('README.md')).toContain(command)
  })
})

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document)

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...all(text, /\bnpm run (?:-s |--silent )?([\w:-]+)/g), ...all(text, /\bnpm (start|test)\b/g)]
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it('names only commands that exist', () => {
    const commands = all(read('src/cli/main.ts'), /^ {2}(\w+): async/gm)
    const named = all(text, /\bnightdesk -- ([a-z]\w*)/g)
    expect(named.filter((name) => !commands.includes(name))).toEqual([])
  })

  it('links to files and headings that are there', () => {
    const broken = all(text, /\]\((?!https?:|mailto:)([^)\s]+)\)/g).filter((link) => !leadsSomewhere(document, link))
    expect(broken).toEqual([])
  })
})

const slugs = (text: string): string[] =>
  all(text.replace(/^```[\s\S]*?^```/gm, ''), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const leadsSomewhere = (from: string, link: string): boolean => {
  const [path = '', heading] = link.split('#')
  const target = path === '' ? resolve(ROOT, from) : resolve(ROOT, dirname(from), path)
  if (!existsSync(target)) return false
  return heading === undefined || slugs(readFileSync(target, 'utf8')).includes(heading)
}

describe('settings', () => {
  const settings = all(read('src/edge/env.ts'), /readonly ([A-Z_]+)\?: string/g)

  it('are all described in docs/deploy.md, and no others are', () => {
    const described = firstColumn(read('docs/deploy.md')).filter((name) => /^[A-Z][A-Z_]+$/.test(name))
    expect(described.toSorted()).toEqual(settings.toSorted())
  })

  it('are known where .dev.vars.example names them', () => {
    const named = all(read('.dev.vars.example'), /^#? ?([A-Z][A-Z_]+)=/gm)
    expect(named.filter((name) => !settings.includes(name))).toEqual([])
  })
})

const SECOND = limits.UNITS.SECOND
const DURATIONS = [
  ['d', limits.UNITS.DAY, 2 * limits.UNITS.DAY],
  ['h', limits.UNITS.HOUR, 0],
  ['min', limits.UNITS.MINUTE, 0],
  ['s', SECOND, 0],
] as const

const count = (value: number): string => value.toLocaleString('en-US')

const duration = (ms: number): string => {
  const unit = DURATIONS.find(([, size, least]) => ms >= least && ms % size === 0)
  return unit === undefined ? `${count(ms)} ms` : `${ms / unit[1]} ${unit[0]}`
}

const bytes = (value: number): string => {
  const { KB } = limits.UNITS
  if (value % (KB * KB) === 0) return `${value / KB / KB} MiB`
  return value % KB === 0 ? `${value / KB} KiB` : `${count(value)} bytes`
}

/** A limit as docs/limits.md writes it: the unit comes from the name. */
const shown = (name: string, value: number | readonly number[]): string => {
  if (typeof value !== 'number') return value.map((one) => shown(name, one)).join(', ')
  if (name.endsWith('_MS')) return duration(value)
  if (name.endsWith('BYTES')) return bytes(value)
  return name.includes('MINUTES') ? `${count(value)} min` : count(value)
}

it('docs/limits.md has every limit with its value and a reason, and no others', () => {
  const { UNITS: _, ...groups } = limits
  const expected = Object.entries(groups).flatMap(([group, values]) =>
    Object.entries(values).map(([name, value]) => `${group}.${name} = ${shown(name, value)}`),
  )
  const rows = Array.from(read('docs/limits.md').matchAll(/^\| `([A-Z_.]+)` \| ([^|]+) \| [^|]{10,} \|$/gm))
  expect(rows.map(([, name, value]) => `${name} = ${value}`).toSorted()).toEqual(expected.toSorted())
})

describe('docs/query-language.md', () => {
  const text = read('docs/query-language.md')

  it.each(lines(text, 'query'))('%s is accepted', (query) => {
    expect(parseQuery(query)).toMatchObject({ ok: true })
  })

  it.each(lines(text, 'query-error'))('%s is refused', (query) => {
    expect(parseQuery(query)).toMatchObject({ ok: false })
  })

  it.each(lines(text, 'query-finds'))('%s', (line) => {
    const [, typed = '', verb, title = ''] = /^(.*?)\s+(finds|misses)\s+(.*)$/.exec(line) ?? []
    const query = parseQuery(typed)
    const subject = { title, lead: '', text: '', sources: [], tags: [] }
    expect(query.ok && evaluate(query.value, subject, 'lead') !== undefined).toBe(verb === 'finds')
  })

  it('names every topic, and no others', () => {
    expect(all(text, /`@([a-z-]+)`/g).filter((id) => id !== 'topic')).toEqual([...TOPIC_IDS])
  })
})

it.each(lines(read('README.md'), 'query'))('the query %s of the README is accepted', (query) => {
  // A line of the README may end in a remark, set off by three spaces.
  expect(parseQuery(query.split('   ')[0] ?? '')).toMatchObject({ ok: true })
})

describe('HTTP routes', async () => {
  // By its address, because the platform's types stay out of these tests.
  const { app } = (await import(new URL('../../src/edge/http/app.ts', import.meta.url).href)) as {
    app: { routes: { method: string; path: string }[] }
  }
  const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  const told = read('README.md') + read('docs/design.md')

  it.each(routes)('%s is in the README or in docs/design.md', (route) => {
    expect(told).toContain(`\`${route}\``)
  })

  it('the README tells of none that does not exist', () => {
    const named = firstColumn(read('README.md')).filter((name) => /^(GET|POST|PATCH|DELETE) /.test(name))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !routes.includes(name))).toEqual([])
  })
})

describe('docs/storage.md', () => {
  const text = read('docs/storage.md')
  const stores = readdirSync(resolve(ROOT, 'src/edge/store')).map((file) => read(`src/edge/store/${file}`))

  it('has every table', () => {
    const tables = stores.flatMap((code) => all(code, /CREATE TABLE(?: IF NOT EXISTS)? (\w+)/g))
    expect(tables.filter((table) => !text.includes(`\`${table}\``))).toEqual([])
  })

  it('has every fact', () => {
    const facts = stores.flatMap((code) => all(code, /[fF]acts\.(?:get|set|remove)(?:<[^()]*>)?\('([\w-]+)'/g))
    expect(facts.length).toBeGreaterThan(0)
    expect(facts.filter((fact) => !text.includes(`\`${fact}\``))).toEqual([])
  })

  it.each(['ruleset', 'sources', 'rules:OWNER'])('has the KV key %s', (key) => {
    expect(text).toContain(`\`${key}\``)
  })

  it('shows values that are JSON', () => {
    for (const block of blocks(text, 'json')) expect(() => JSON.parse(block), block).not.toThrow()
  })
})

describe('docs/wires.md', () => {
  const text = read('docs/wires.md')

  it('has every wire in both tables, and no others', () => {
    const wires = SOURCE_KINDS.toSorted()
    const tables = text.split('\n\n').filter((part) => part.startsWith('| wire |'))
    expect(tables.map((table) => firstColumn(table).toSorted())).toEqual([wires, wires])
  })

  it('has the sources to begin with as they are, and no others', () => {
    const rows = KNOWN_SOURCES.map(
      ({ name, url, kind, every, note }) => `| ${name} | \`${url}\` | \`${kind}\` | ${every} min | ${note} |`,
    )
    expect(text.split('\n').filter((line) => /^\|.* min \|/.test(line))).toEqual(rows)
  })
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A process that has just been started needs a moment until it listens. */
const postWhenUp = async (url: string, headers: Record<string, string>, body: string): Promise<Response> => {
  for (let tries = 0; ; tries++) {
    try {
      return await fetch(url, { method: 'POST', headers, body })
    } catch (error) {
      if (tries >= 400) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}

describe('docs/webhooks.md', () => {
  const text = read('docs/webhooks.md')
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const body = '{"type":"webhook.test"}'
  const now = new Date()
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / SECOND)),
    'webhook-signature': `v1,bm90IHRoaXMgb25l ${new Webhook(SECRET).sign('msg_1', now, body)}`,
  }
  const signatureOf = (signed: string): Record<string, string> => ({
    ...headers,
    'webhook-signature': new Webhook(SECRET).sign('msg_1', now, signed),
  })
  const late = { ...headers, 'webhook-timestamp': '1614265330' }

  it('shows a body as it is sent', () => {
    const example = JSON.parse(blocks(text, 'json')[0] ?? '')
    const { item, rules, source, first_seen: firstSeen } = example.data
    const alert = {
      id: 'alert',
      destination: 'destination',
      source,
      revision: 0,
      item: fromJsonFeedItem(item)!,
      matches: rules.map(({ id, name, spans }: Omit<Match, 'rule'> & { id: string }) => ({ rule: id, name, spans })),
      mentions: { roles: [], users: [] },
      silent: false,
      story: '',
      firstSeen,
      headlineOnly: false,
    }
    expect(JSON.parse(itemMatched(alert, example.timestamp))).toEqual(example)
  })

  it('shows bodies that their schemas take, one of every type that is published or a link to it', () => {
    const bodies = blocks(text, 'json').filter((block) => 'type' in JSON.parse(block))
    expect(bodies.length).toBeGreaterThan(3)
    expect(bodies.flatMap(faultsOf)).toEqual([])
    for (const type of SCHEMA_TYPES) expect(text).toContain(`(schemas/${type}.json)`)
  })

  it('its receiver has 15 lines', () => {
    expect((blocks(text, 'js')[0] ?? '').trim().split('\n')).toHaveLength(15)
  })

  it('its receiver believes what is signed, gives a test’s challenge back, and refuses the rest', async () => {
    const port = await freePort()
    const receiver = spawn(process.execPath, ['--input-type=module', '-e', blocks(text, 'js')[0] ?? ''], {
      cwd: ROOT,
      env: { ...process.env, SECRET, PORT: String(port) },
    })
    const said: string[] = []
    receiver.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    try {
      const deliver = async (sent: string, signed = sent): Promise<[number, string]> => {
        const answer = await postWhenUp(`http://127.0.0.1:${port}/`, signatureOf(signed), sent)
        return [answer.status, await answer.text()]
      }
      const test = webhookTest('the-challenge', now.toISOString())
      expect(await deliver(test)).toEqual([200, 'the-challenge'])
      expect(await deliver(itemMatched(someAlert({ title: '훈련' }), now.toISOString()))).toEqual([200, ''])
      expect(await deliver(`${test} `, test)).toEqual([401, ''])
      expect(said.join('')).toBe('webhook.test \nitem.matched 훈련\n')
    } finally {
      receiver.kill()
    }
  })

  it('its example for Node takes what is signed well, and nothing else', async () => {
    const code = Buffer.from(blocks(text, 'js')[1] ?? '').toString('base64')
    const { verify } = (await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`)) as {
      verify: (secret: string, headers: object, body: string) => boolean
    }
    expect(verify(SECRET, headers, body)).toBe(true)
    expect(verify(SECRET, headers, `${body} `)).toBe(false)
    expect(verify(SECRET, late, body)).toBe(false)
    expect(verify(SECRET, {}, body)).toBe(false)
  })

  const python = spawnSync('python3', ['--version']).status === 0
  it.runIf(python)('its example for Python takes what is signed well, and nothing else', () => {
    const code = blocks(text, 'python')[0] ?? ''
    const asked = [
      [headers, body],
      [headers, `${body} `],
      [late, body],
      [{}, body],
    ]
    const print = 'import json, sys\nprint([verify(sys.argv[1], h, b.encode()) for h, b in json.loads(sys.argv[2])])'
    const { stdout, stderr } = spawnSync('python3', ['-c', `${code}\n${print}`, SECRET, JSON.stringify(asked)], {
      encoding: 'utf8',
    })
    expect(stdout.trim(), stderr).toBe('[True, False, False, False]')
  })
})
