// Items that no topic takes, whatever words they hold: KCNA's daily digests of the papers, which name every topic and are about none,
// and its anecdotes of past visits. A rule that asks for their words still finds them.

import type { Subject } from '../model.ts'
import { foldName } from '../text/fold.ts'

const DIGESTS: ReadonlySet<string> = new Set(
  [
    'Press Review',
    'Review of Rodong Sinmun',
    '신문개관',
    '新聞概観',
    '报纸摘要',
    'Обзор печати',
    'Reseña de prensa',
  ].map(foldName),
)

/** Old lists glue the day's stamp to a headline: `Press Review [Juche113.9.5.]`. */
const STAMP = /\s*\[[^\]]*\]\s*$/

/** `One day in May Juche 106 (2017), …`: 45 of 1,039 articles of 2024; readers gave none of them a topic. */
const ANECDOTE = /^(?:it was )?one day in \p{L}+,? (?:of )?(?:juche )?\d/iu

export const isTopicless = ({ title, lead }: Subject): boolean =>
  DIGESTS.has(foldName(title.replace(STAMP, ''))) || ANECDOTE.test(lead)
