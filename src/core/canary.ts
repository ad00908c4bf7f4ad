// The canary in the list: what a reader gives when the page it was written for has changed under it.
import { HEALTH } from './limits.ts'
import type { Item } from './model.ts'

/** Items of a list, and how many of them have a title. */
export type ListSize = { readonly size: number; readonly titled: number }

export const sizeOf = (items: readonly Item[]): ListSize => ({
  size: items.length,
  titled: items.filter(({ title }) => title !== '').length,
})

/**
 * What is wrong with a list, as a sentence; undefined when nothing is.
 * @param before the last good list; without one nothing can be sudden, and some feeds never had titles.
 */
export const suddenLoss = (now: ListSize, before: Partial<ListSize>): string | undefined => {
  const { size = 0, titled = 0 } = before
  if (now.size === 0 && size >= HEALTH.CANARY_ITEMS) return `the list is empty; the one before had ${size} items`
  const untitled = now.size - now.titled
  const wasTitled = titled > 0 && titled * 2 >= size
  return now.size >= HEALTH.CANARY_TITLES && untitled * 2 > now.size && wasTitled
    ? `${untitled} of ${now.size} items have no title any more`
    : undefined
}
