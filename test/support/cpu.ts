// The CPU that a piece of work takes: of this thread alone, so that a busy machine does not look like a slow program.

const MICROSECONDS = 1_000

export const withCpu = <T>(work: () => T): { readonly value: T; readonly ms: number } => {
  const before = process.threadCpuUsage()
  const value = work()
  const { user, system } = process.threadCpuUsage(before)
  return { value, ms: (user + system) / MICROSECONDS }
}
