// Numbers below a limit, each once: a set that is emptied for each item without being made anew.

export type Roll = {
  readonly clear: () => void
  readonly add: (number: number) => void
  /** Ascending; of use until the next `clear`. */
  readonly sorted: () => Int32Array
}

const MOST_TURNS = 0x7fffffff

/** A roll of the numbers below `size`: eight bytes for each, taken when first used. */
export const rollOf = (size: number): Roll => {
  let turns = new Int32Array(0)
  let numbers = new Int32Array(0)
  let turn = MOST_TURNS
  let count = 0
  return {
    clear: () => {
      count = 0
      turn += 1
      if (turn <= MOST_TURNS) return
      turns = new Int32Array(size)
      numbers = new Int32Array(size)
      turn = 1
    },
    add: (number) => {
      if (turns[number] === turn || number >= size) return
      turns[number] = turn
      numbers[count] = number
      count += 1
    },
    sorted: () => numbers.subarray(0, count).sort(),
  }
}
