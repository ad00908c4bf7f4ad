// Runs a command as a person would, the launcher in a process of its own; or, a tenth as dear, in a process that has run others.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const LAUNCHER = fileURLToPath(new URL('../../src/cli/launch.mjs', import.meta.url))

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

export const run = (
  args: readonly string[],
  { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      env: { ...process.env, NO_COLOR: '1', ...env },
      ...(cwd === undefined ? {} : { cwd }),
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })

export type Asked = {
  readonly args: readonly string[]
  readonly env: Record<string, string | undefined>
  readonly cwd: string
}

const HOST = fileURLToPath(new URL('./command-host.ts', import.meta.url))
let host: ChildProcess | undefined

/** What `run` answers, from command-host.ts. One at a time. */
export const runWarm: typeof run = async (args, { env = {}, cwd = process.cwd() } = {}) => {
  if (host === undefined) {
    host = fork(HOST, { execArgv: [] })
    host.unref()
    host.channel?.unref()
  }
  const asked: Asked = { args, env: { ...process.env, NO_COLOR: '1', ...env }, cwd }
  host.channel?.ref()
  host.send(asked)
  const [ended] = (await once(host, 'message')) as [Ended]
  host.channel?.unref()
  return ended
}

export const jsonLines = <T = Record<string, unknown>>(text: string): T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
