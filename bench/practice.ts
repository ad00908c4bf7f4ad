// docs/rules-in-practice.md: its rules, read from the page itself, held against the real articles. `--write` writes the ids anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { evaluate } from '../src/core/match/evaluate.ts'
import { SCOPES, type Scope } from '../src/core/model.ts'
import { parseQuery } from '../src/core/query/parse.ts'
import { type Article, realArticles } from './articles.ts'

const PAGE = new URL('../docs/rules-in-practice.md', import.meta.url)

/** One rule of the page: its query, scope, and the lines that say what it catches. */
export type Practice = {
  readonly title: string
  readonly query: string
  readonly scope: Scope
  readonly said: string
}

const RULE = /^## (.+)\n[\s\S]*?^```query\n(.+)\n```\n\nScope `(\w+)`\. ([\s\S]*?)\n<!-- end -->$/gm

const isScope = (text: string): text is Scope => SCOPES.some((scope) => scope === text)

export const practices = (page = readFileSync(PAGE, 'utf8')): Practice[] =>
  Array.from(page.matchAll(RULE), ([, title = '', query = '', scope = '', said = '']) => ({
    title,
    query,
    scope: isScope(scope) ? scope : 'lead',
    said,
  }))

/** Ids a line. */
const A_LINE = 6

const caught = ({ query, scope }: Practice, articles: readonly Article[]): string[] => {
  const parsed = parseQuery(query)
  if (!parsed.ok) throw new Error(`${query}: ${parsed.error.message}`)
  return articles.flatMap(({ id, subject }) => (evaluate(parsed.value, subject, scope) === undefined ? [] : [id]))
}

/** What the page says of a rule: how many it catches, and which, in the articles' order. */
export const told = (practice: Practice, articles: readonly Article[]): string => {
  const ids = caught(practice, articles)
  const lines = Array.from({ length: Math.ceil(ids.length / A_LINE) }, (_, line) =>
    ids.slice(line * A_LINE, (line + 1) * A_LINE).join(' '),
  )
  const count = articles.length.toLocaleString('en-US')
  return `It catches ${ids.length} of the ${count} articles.\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\``
}

const write = (articles: readonly Article[]): void => {
  const page = readFileSync(PAGE, 'utf8')
  const written = practices(page).reduce(
    (text, practice) =>
      text.replace(
        `${practice.query}\n\`\`\`\n\nScope \`${practice.scope}\`. ${practice.said}\n`,
        () => `${practice.query}\n\`\`\`\n\nScope \`${practice.scope}\`. ${told(practice, articles)}\n`,
      ),
    page,
  )
  writeFileSync(PAGE, written)
}

if (import.meta.main) {
  const articles = realArticles()
  if (articles === undefined) console.error('../shared is not here: there are no articles to hold the rules against.')
  else if (process.argv.includes('--write')) write(articles)
  else
    for (const practice of practices())
      console.log(`${practice.title}\n  ${practice.query}\n${told(practice, articles)}\n`)
}
