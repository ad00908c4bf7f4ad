// How commands end. 0: every line was printed. 1: a file or the network failed. 2: wrong usage or query.
export const EXIT = { OK: 0, FAILED: 1, USAGE: 2 } as const

/** One sentence for people, and how to use the command. */
export const usageError = (problem: string, usage: string): number => {
  console.error(`${problem}\n\n${usage}`)
  return EXIT.USAGE
}

export const failure = (message: string): number => {
  console.error(message)
  return EXIT.FAILED
}
