// The topics: named, versioned queries in the rules' own language, with KCNA's spellings in English and northern ones in Korean.
// To add one: an id in ids.ts and an entry in one of the packs. Raise `version` when an entry changes what it catches.
// Terms that hardly anything was found to catch have their reason in reasons.ts.

import { TOPIC_IDS, type TopicId } from './ids.ts'
import { ABROAD } from './packs/abroad.ts'
import { ARMS } from './packs/arms.ts'
import { HOME } from './packs/home.ts'
import { RULE } from './packs/rule.ts'

export type Topic = {
  readonly id: string
  readonly version: number
  /** One line, for people. */
  readonly description: string
  readonly query: string
}

export type Pack = Omit<Topic, 'id'>

const PACKS: Readonly<Record<TopicId, Pack>> = { ...ARMS, ...RULE, ...ABROAD, ...HOME }

/** All of them, in the order of TOPIC_IDS. */
export const TOPICS: readonly Topic[] = TOPIC_IDS.map((id) => ({ id, ...PACKS[id] }))
