// The rule language on one screen, for /help and whoever wants it short. docs/query-language.md is the long form.

export type Cheat = { readonly query: string; readonly means: string }

/** Examples in the order in which one learns them; each is a query that is accepted. */
export const CHEAT_SHEET: readonly Cheat[] = [
  { query: 'missile launch', means: 'both words, whole, in any case and order' },
  { query: '"test fire"', means: 'side by side; finds test-fire and testfire too' },
  { query: 'hwasong*', means: 'words that begin so: 3 letters at least' },
  { query: 'Hwasong-*', means: 'hwasong and whatever follows the hyphen' },
  { query: 'missile OR rocket', means: 'either; AND, OR and NOT in capitals' },
  { query: 'missile -japan', means: 'without; NOT japan says the same' },
  { query: '(missile OR rocket) -museum', means: 'parentheses, 10 deep at most' },
  { query: 'missile NEAR/5 launch', means: 'at most 5 words between, either order' },
  { query: 'kim ONEAR/3 inspects', means: 'in this order; up to 20' },
  { query: 'title:nato', means: 'in the title; also lead: and text:' },
  { query: 'source:rodong', means: 'from there; also lang:ko and section:' },
  { query: 'atleast3:satellite', means: 'three times or more' },
  { query: '=US', means: 'letter by letter: not us, not U.S.' },
  { query: '@missiles -@sports', means: 'topics: queries that are kept for you' },
  { query: '미싸일 OR 导弹', means: 'Korean, Chinese, Japanese: inside words too' },
]

const widest = Math.max(...CHEAT_SHEET.map(({ query }) => query.length))

/** As plain text in two columns. @param inOtherWords what examples mean in another language; English where it says nothing */
export const cheatSheet = (inOtherWords: Readonly<Partial<Record<string, string>>> = {}): string =>
  CHEAT_SHEET.map(({ query, means }) => `${query.padEnd(widest)}  ${inOtherWords[query] ?? means}`).join('\n')
