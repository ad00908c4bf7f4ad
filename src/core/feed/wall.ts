// What stands in place of a page: checks for robots and filters of networks. They are recognised and never worked around.
import type { Reading } from '../model.ts'

/** What a page turned out to be. */
export type PageReading = Reading | 'blocked' | 'not-an-article'

const CHECK =
  /<title[^>]*>\s*(?:just a moment|attention required|access denied|web page blocked|checking your browser|verify(?:ing)? you are human|bot verification|are you a robot)/i

/** What a challenge page alone carries; the scripts around it stand on ordinary pages too. */
const CHALLENGES = ['_cf_chl_opt', 'cf-browser-verification']

/** Whether a page is, beyond doubt, a check that a browser would have to pass. */
export const isChallenge = (html: string): boolean => CHALLENGES.some((mark) => html.includes(mark))

/** Whether a page calls itself a check or a refusal; to be asked only where nothing else was found on it. */
export const isCheck = (html: string): boolean => CHECK.test(html) || isChallenge(html)
