// A slip of the fingers and the name that was probably meant.

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The one name at most two letters away, or the one that begins so; nothing when the typed name is long and strange. */
export const similar = (typed: string, names: readonly string[], sign = ''): { readonly like?: string } => {
  if (typed.length > 40) return {}
  const near = names
    .map((name) => ({ name, far: name.startsWith(typed) || typed.startsWith(name) ? 1 : distance(typed, name) }))
    .sort((a, b) => a.far - b.far)[0]
  return near !== undefined && near.far <= 2 ? { like: `${sign}${near.name}` } : {}
}
