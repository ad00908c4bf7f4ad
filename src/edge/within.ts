// A bound on waiting: what has not answered by then is gone on without.

/** The promise's value, or undefined when it rejects or takes longer than `ms`. */
export const within = async <T>(ms: number, promise: Promise<T>): Promise<T | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([promise, late])
  } catch (error) {
    console.warn(`a call failed and is gone on without: ${error instanceof Error ? error.message : 'unknown'}`)
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
