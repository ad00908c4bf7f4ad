// Too many at once to be true: what befalls many stories of a site together befell the site, not the stories.
import { REVISE } from '../limits.ts'

/** @param of how many were looked at in the same round */
export const isFlood = (count: number, of: number): boolean =>
  count > REVISE.FLOOD_ITEMS && count > of * REVISE.FLOOD_SHARE
