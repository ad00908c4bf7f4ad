// Digests: KCNA's daily review of the papers names every topic and is about none, so no topic takes it. A rule that asks for its
// words still does.

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

export const isDigest = (title: string): boolean => DIGESTS.has(foldName(title.replace(STAMP, '')))
