// A clock that a test moves: it stands still, or runs with the real one from another moment on.

export type TestClock = {
  readonly now: () => number
  readonly advance: (ms: number) => void
  readonly set: (at: number) => void
}

/** @param start ms since the epoch */
export const stillClock = (start = Date.UTC(2026, 10, 23)): TestClock => {
  let at = start
  return {
    now: () => at,
    advance: (ms) => {
      at += ms
    },
    set: (next) => {
      at = next
    },
  }
}

/** Goes on by itself as real time does, and can be moved besides. */
export const runningClock = (start = Date.now()): TestClock => {
  let offset = start - Date.now()
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms
    },
    set: (next) => {
      offset = next - Date.now()
    },
  }
}
