import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort, isTaken } from '../../src/cli/start/serve.ts'
import { run } from '../support/command-line.ts'

const LAUNCHER = fileURLToPath(new URL('../../src/cli/launch.mjs', import.meta.url))
const ESCAPE = '\u001b'
/** What a person is promised to see, and when. */
const FIRST_ALERT_MS = 15_000
const STOP_MS = 2_000

let folder: string
let started: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-test-'))
  started = []
})

afterEach(() => {
  for (const child of started) child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A desk that runs until it is told to stop. */
const startLive = (port: number) => {
  const child = spawn(process.execPath, [LAUNCHER, 'start', '--port', String(port), '--state', folder])
  started.push(child)
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', resolve)
  })
  const shows = async (form: RegExp, deadlineMs = FIRST_ALERT_MS): Promise<string> => {
    const deadline = Date.now() + deadlineMs
    while (!form.test(text)) {
      if (Date.now() > deadline) throw new Error(`not shown within ${deadlineMs} ms: ${form}\n${text}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return text
  }
  const stop = async () => {
    const at = Date.now()
    child.kill('SIGINT')
    return { code: await ended, ms: Date.now() - at, text }
  }
  return { shows, stop }
}

describe('start --once', () => {
  it('plays the wire through the Worker, loses nothing and says so on its last line', async () => {
    const { code, stdout, stderr } = await run(['start', '--once'], { env: { NO_COLOR: '' } })
    expect({ last: stdout.trimEnd().split('\n').at(-1), code, stderr }).toEqual({
      last: '12 items, 5 matched, 5 alerts, 3 discord, 2 webhook, 0 lost',
      code: 0,
      stderr: '',
    })
    expect(stdout.match(/ALERT/g)).toHaveLength(5)
    expect(stdout).not.toContain(ESCAPE)
  })
})

describe('start', () => {
  it('shows a real alert, answers its API, ends at once on Ctrl-C, and remembers', async () => {
    const port = await freePort()
    const desk = startLive(port)
    const text = await desk.shows(/ALERT .*Test-fire[\s\S]*→ Discord channel/)
    expect(text).toContain(`http://127.0.0.1:${port}`)
    const authorization = `Bearer ${readFileSync(join(folder, 'admin-token'), 'utf8')}`
    const rules = await fetch(`http://127.0.0.1:${port}/api/v1/rules`, { headers: { authorization } })
    expect((await rules.json()) as unknown).toMatchObject({ items: { length: 6 } })

    const { code, ms } = await desk.stop()
    expect(code).toBe(0)
    expect(ms).toBeLessThan(STOP_MS)
    expect(await isTaken(port)).toBe(false)

    const again = startLive(port)
    const second = await again.shows(/from last time[\s\S]*wire /)
    expect(second).not.toMatch(/ALERT .*Test-fire/)
    await again.stop()
  })

  it('names a port that is taken and what to do about it', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const { code, stdout, stderr } = await run(['start', '--port', String(port)])
    server.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      `Port ${port} is taken: stop what listens there, or choose another one, as in --port ${port + 1}.\n`,
    )
  })

  it('explains itself when it does not know a word', async () => {
    const { code, stdout, stderr } = await run(['start', '--frob'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^Unknown option '--frob'\n\nUsage: /)
  })

  it('tells how it is used', async () => {
    const { code, stdout } = await run(['start', '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Usage: npm start/)
  })
})
