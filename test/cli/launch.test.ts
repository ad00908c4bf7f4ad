// The door of the commands: what it makes of a disk that is full, and of a parent that is gone.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isTaken } from '../../src/cli/start/serve.ts'
import { LAUNCHER } from '../support/command-line.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** Told to end, it is gone in less than two seconds on an idle machine; these only tell late from never. */
const GONE_MS = 20_000
const THERE_MS = 50_000

let folder: string
let started: ChildProcess | undefined
let descendants: readonly number[] = []

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-test-'))
})

afterEach(() => {
  for (const pid of [started?.pid, ...descendants]) if (pid !== undefined && lives(pid)) process.kill(pid, 'SIGKILL')
  started = undefined
  descendants = []
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Not one of those that the system gives out: other tests ask for those, and may be given the same. */
const ownPort = async (): Promise<number> => {
  for (let port = 20_000 + (process.pid % 10_000); ; port++) if (!(await isTaken(port))) return port
}

const exitCode = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.on('exit', resolve))

describe.runIf(existsSync('/dev/full'))('a full disk', () => {
  it.each([
    ['one line', ['read', 'package.json']],
    ['many lines', ['read', ...Array<string>(50).fill('package.json')]],
    ['a word', ['--version']],
  ])('for %s ends with 1', async (_what, words) => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [LAUNCHER, ...words], { cwd: ROOT, stdio: ['ignore', full, 'ignore'] })
    closeSync(full)
    expect(await exitCode(child)).toBe(1)
  })
})

/** Parents by process, as Linux tells them. */
const parents = (): ReadonlyMap<number, number> =>
  new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]
          return [[Number(name), Number(parent)] as const]
        } catch {
          return []
        }
      }),
  )

const below = (pid: number, all = parents()): readonly number[] => {
  const children = [...all].filter(([, parent]) => parent === pid).map(([child]) => child)
  return children.flatMap((child) => [child, ...below(child, all)])
}

const waitFor = async (holds: () => Promise<boolean> | boolean, deadlineMs: number): Promise<boolean> => {
  for (const deadline = Date.now() + deadlineMs; Date.now() < deadline; await sleep(50)) if (await holds()) return true
  return holds()
}

describe.runIf(existsSync('/proc/self/stat'))('npm start, when npm alone is told to end', () => {
  // npm passes on the first of these; the second it cannot.
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s, leaves nothing behind',
    { timeout: THERE_MS + 2 * GONE_MS },
    async (signal) => {
      const port = await ownPort()
      const words = ['start', '--', '--port', String(port), '--state', folder]
      const npm = spawn('npm', words, { cwd: ROOT, stdio: 'ignore' })
      started = npm
      const ended = exitCode(npm)
      expect(await waitFor(() => isTaken(port), THERE_MS)).toBe(true)
      descendants = below(npm.pid ?? 0)
      expect(descendants.length).toBeGreaterThan(1)
      npm.kill(signal)
      expect(await waitFor(() => descendants.every((pid) => !lives(pid)), GONE_MS)).toBe(true)
      expect(await isTaken(port)).toBe(false)
      await ended
    },
  )
})
