// Ctrl-C and its kin: the first one asks for an orderly end, and a deadline sees to the rest. The libraries that run the
// Worker bring handlers which end the process on the spot; they are taken off again, their work at exit stays.

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const isSignal = (event: string | symbol): event is (typeof SIGNALS)[number] =>
  SIGNALS.some((signal) => signal === event)

/** Aborted by the first signal. Whatever still runs `deadlineMs` later ends with the process, which exits with `code`. */
export const stopSignal = (deadlineMs: number, code: number): AbortSignal => {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) return
    controller.abort()
    setTimeout(() => process.exit(code), deadlineMs).unref()
  }
  for (const signal of SIGNALS) process.on(signal, stop)
  process.on('newListener', (event, listener: () => void) => {
    if (isSignal(event)) process.nextTick(() => process.removeListener(event, listener))
  })
  return controller.signal
}
