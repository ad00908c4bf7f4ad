// Lists of the API: `{ items, next? }`, in the order of their ids.

export type Page<T> = { readonly items: readonly T[]; readonly next?: string }

/** @param cursor the last id of the page before */
export const pageById = <T extends { readonly id: string }>(all: readonly T[], limit: number, cursor = ''): Page<T> => {
  const rest = all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => id > cursor)
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return rest.length > limit && last !== undefined ? { items, next: last.id } : { items }
}
