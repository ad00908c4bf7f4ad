// Counts as a chart of text: a line a day, in a code block, where every letter is as wide as the next.

/** Cells of the longest bar: with date and figure it fits the width of a telephone. */
const CELLS = 20
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

const barOf = (count: number, most: number): string => {
  if (count === 0) return ''
  const eighths = Math.max(1, Math.round((count / most) * CELLS * 8))
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]
}

/** @param counts days as `YYYY-MM-DD`, oldest first */
export const chartOf = (counts: readonly { readonly day: string; readonly count: number }[]): string => {
  const most = Math.max(...counts.map(({ count }) => count))
  const width = String(most).length
  const lines = counts.map(({ day, count }) =>
    `${day.slice(5)} ${String(count).padStart(width)} ${barOf(count, most)}`.trimEnd(),
  )
  return ['```', ...lines, '```'].join('\n')
}
