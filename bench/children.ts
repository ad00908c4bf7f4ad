// The processes that a run started and has not ended yet. None of them outlives it, however it ends.
import type { ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()

export const own = (child: ChildProcess): void => {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

export const end = (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> =>
  new Promise((resolve) => {
    if (!running.has(child)) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })

export const endAll = async (): Promise<void> => {
  await Promise.all([...running].map((child) => end(child)))
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
// Ended by a signal it would leave without a word.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
