// The few selectors that a reader asks of a page: a name (`h1`), a `.class`, an `#id`, or `parent > child` of two such. A page
// is told beforehand which ones matter, so that each line carries a small set of those it stands in, and no tree is needed.

type Pair = { readonly outer: string; readonly inner: string; readonly mark: string }

export type Marks = {
  /** Names, classes and ids, alone or as part of a pair. */
  readonly words: ReadonlySet<string>
  readonly pairs: readonly Pair[]
}

const CHILD = ' > '

export const marksOf = (...selectors: readonly string[]): Marks => ({
  words: new Set(selectors.flatMap((selector) => selector.split(CHILD))),
  pairs: selectors.flatMap((mark) => {
    const [outer = '', inner] = mark.split(CHILD)
    return inner === undefined ? [] : [{ outer, inner, mark }]
  }),
})

/** Which of the words an element itself is. */
export const wordsOf = ({ words }: Marks, name: string, attributes: ReadonlyMap<string, string>): readonly string[] => {
  const found = words.has(name) ? [name] : []
  if (attributes.size === 0) return found
  const id = `#${attributes.get('id')?.trim() ?? ''}`
  if (words.has(id)) found.push(id)
  for (const one of attributes.get('class')?.split(/\s+/) ?? []) {
    const word = `.${one}`
    if (words.has(word) && !found.includes(word)) found.push(word)
  }
  return found
}

/** What stands inside an element has: its words, the pairs they make with its parent's, and all that the parent had. */
export const marksWithin = (
  { pairs }: Marks,
  own: readonly string[],
  parent: readonly string[],
  inherited: ReadonlySet<string>,
): ReadonlySet<string> => {
  if (own.length === 0) return inherited
  const made = pairs.filter(({ outer, inner }) => own.includes(inner) && parent.includes(outer)).map(({ mark }) => mark)
  const fresh = [...own, ...made].filter((mark) => !inherited.has(mark))
  return fresh.length === 0 ? inherited : new Set([...inherited, ...fresh])
}
