// Every number with a unit, each with its reason and, where it comes from outside, its source.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const KB = 1_024
export const UNITS = { SECOND, MINUTE, HOUR, DAY, KB } as const

/** Reading documents. */
export const READ = {
  /** Decompressed bytes of one document. Real feeds stay under 1 MB; linkedom needs about 53 µs per KB. */
  BODY_BYTES: 2 * 1_024 * KB,
  /** Levels of nesting. linkedom is super-linear in depth: 50,000 levels cost seconds. */
  DEPTH: 200,
  /** Items of one document; the newest come first in every feed we know. */
  ITEMS: 2_000,
  /** UTF-16 units of a title. The longest of 1,055 real titles has 184. */
  TITLE_CHARS: 1_000,
  /** UTF-16 units of a text. The longest of 1,039 real articles has 40,282. */
  TEXT_CHARS: 200_000,
  /** UTF-16 units of a publisher's id; longer ones are kept whole in the reading and hashed for keys. */
  ID_CHARS: 2_048,
} as const

/** The query language (docs/query-language.md). They hold for what a person writes. */
export const QUERY = {
  CHARS: 400,
  TERMS: 64,
  PREFIXES: 8,
  PREFIX_LETTERS: 3,
  NEAR_WORDS: 20,
  DEPTH: 10,
  /** Terms of a topic pack, which has none of the other limits. */
  PACK_TERMS: 1_000,
} as const
