// One workerd process with one Worker in it, and the CPU it has used. A Worker's own clock moves in steps of 1 ms and local CPU is
// not metered, so what is measured is the whole process, from outside.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { capnpOf, type Surroundings } from './capnp.ts'
import { end, own } from './children.ts'
import { workerdBinary } from './tools.ts'

export type Workerd = {
  /** `http://127.0.0.1:PORT`, the Worker's own door. */
  readonly origin: string
  /** CPU used since the process began, user and system together, ms. */
  readonly cpu: () => number
  /** Lets the cron trigger fire and waits until its handler has ended well. @param at ms since the epoch */
  readonly cron: (at: number) => Promise<void>
  readonly stop: () => Promise<void>
  /** SIGKILL: nothing is tidied up. */
  readonly kill: () => Promise<void>
}

const START_DEADLINE_MS = 30_000
/** A process that used less than this between two looks is at rest. */
const REST_CPU_MS = 0.3
const REST_LOOK_MS = 40

/** Nanoseconds on a CPU, per thread (Documentation/scheduler/sched-stats.rst in Linux); /proc/PID/stat has 10 ms steps. */
const cpuOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6

/** Waits until the process does nothing more on its own account: no start-up, no alarm, no collection of garbage. */
export const atRest = async ({ cpu }: Pick<Workerd, 'cpu'>): Promise<void> => {
  for (let before = -Infinity, now = cpu(); now - before > REST_CPU_MS; now = cpu()) {
    before = now
    await sleep(REST_LOOK_MS)
  }
}

const CONTROL = 3

/** `--experimental` is for the flag of the cron's trigger alone. */
const launch = (configuration: string): ChildProcess => {
  const words = ['serve', configuration, '--experimental', `--control-fd=${CONTROL}`]
  const child = spawn(workerdBinary(), words, { stdio: ['ignore', 'inherit', 'pipe', 'pipe'] })
  own(child)
  passOn(child.stderr as Readable).catch(() => undefined)
  return child
}

const REMARK = /NOSENTRY|^workerd\//

/** What the Worker logs is shown; workerd's remarks to its own makers are not. */
const passOn = async (stream: Readable): Promise<void> => {
  for await (const line of createInterface({ input: stream })) {
    if (!REMARK.test(line)) process.stderr.write(`${line}\n`)
  }
}

type Ports = Readonly<Record<'http' | 'cron', number>>

/** workerd names each socket's port on a pipe, one JSON object a line. */
const portsOf = async (child: ChildProcess): Promise<Ports> => {
  const ports: { http?: number; cron?: number } = {}
  for await (const line of createInterface({ input: child.stdio[CONTROL] as Readable })) {
    const { socket, port } = JSON.parse(line) as { readonly socket?: keyof Ports; readonly port?: number }
    if (socket !== undefined && port !== undefined) ports[socket] = port
    const { http, cron } = ports
    if (http !== undefined && cron !== undefined) return { http, cron }
  }
  throw new Error('workerd ended before it listened')
}

const lateAfter = async (ms: number): Promise<never> => {
  await sleep(ms, undefined, { ref: false })
  throw new Error(`workerd did not listen within ${ms / 1_000} seconds`)
}

/** Starts workerd on a folder that holds the script, and waits until it is at rest, unless told otherwise. */
export const startWorkerd = async (
  folder: string,
  surroundings: Surroundings,
  { rest = true }: { readonly rest?: boolean } = {},
): Promise<Workerd> => {
  const configuration = join(folder, 'workerd.capnp')
  await writeFile(configuration, capnpOf(surroundings))
  const child = launch(configuration)
  const ports = await Promise.race([portsOf(child), lateAfter(START_DEADLINE_MS)])
  const subject: Workerd = {
    origin: `http://127.0.0.1:${ports.http}`,
    cpu: () => cpuOf(child.pid ?? 0),
    cron: async (at) => {
      const outcome = await (await fetch(`http://127.0.0.1:${ports.cron}/?at=${at}`)).text()
      if (outcome !== 'ok') throw new Error(`the cron handler ended as ${outcome}`)
    },
    stop: () => end(child),
    kill: () => end(child, 'SIGKILL'),
  }
  if (rest) await atRest(subject)
  return subject
}
