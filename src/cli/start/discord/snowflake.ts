// Ids as Discord makes them: time in the upper bits, so that a later id is a greater number.

const EPOCH = 1_420_070_400_000
const SEQUENCE_BITS = 22n
const SEQUENCES = 2 ** 22

export type Snowflakes = { readonly next: () => string }

/** @param now ms since the epoch */
export const createSnowflakes = (now: () => number): Snowflakes => {
  let count = 0
  return { next: () => String((BigInt(Math.max(0, now() - EPOCH)) << SEQUENCE_BITS) + BigInt(count++ % SEQUENCES)) }
}
