// `nightdesk match`, `tag` and `explain`: the rule language on items in a file.
import { evaluate } from '../core/match/evaluate.ts'
import { explain, printedClause } from '../core/match/explain.ts'
import { type Item, type QueryError, SCOPES, type Scope } from '../core/model.ts'
import type { Query } from '../core/query/ast.ts'
import { parseQuery } from '../core/query/parse.ts'
import { pointAt } from '../core/text/width.ts'
import { topicsOf } from '../core/topics/topics-of.ts'
import { readArguments } from './arguments.ts'
import { EXIT, failure, usageError } from './exit.ts'
import { type GivenItem, print, readItems } from './lines.ts'

const SCOPE_WORDS = 'title, lead or text'
const MATCH_USAGE = `Usage: nightdesk match --query QUERY [--scope title|lead|text] ITEMS.jsonl

Prints one line of JSON per matching item: {id, url, spans}. The scope is lead (title and lead) if left out.`
const TAG_USAGE = `Usage: nightdesk tag [--scope title|lead|text] ITEMS.jsonl

Prints one line of JSON per item: {id, url, topics}.`
const EXPLAIN_USAGE = `Usage: nightdesk explain --query QUERY [--scope title|lead|text] ITEM.json

Prints {matched, stages, near}: what the query looked at, what it found, and which missing term kept the item out.`

const isScope = (value: string): value is Scope => SCOPES.some((scope) => scope === value)

const named = ({ id, url }: Item): { id: string; url?: string } => (url === undefined ? { id } : { id, url })

/** The query, a caret under the first wrong letter, and one sentence. */
const queryError = (query: string, { start, message }: QueryError): number => {
  console.error(`${pointAt(query, start)}\n${message}`)
  return EXIT.USAGE
}

type Asked = { readonly scope: Scope; readonly file: string; readonly query?: string }

/** The arguments that the three commands share; a number is an exit code. */
const asked = (args: readonly string[], usage: string, wantsQuery: boolean): Asked | number => {
  const parsed = readArguments(args, {
    query: { type: 'string' },
    scope: { type: 'string' },
    help: { type: 'boolean' },
  })
  if (!parsed.ok) return usageError(parsed.error, usage)
  const { values, positionals } = parsed.value
  if (values.help === true) {
    console.log(usage)
    return EXIT.OK
  }
  const scope = values.scope ?? 'lead'
  const file = positionals[0]
  if (!isScope(scope)) return usageError(`--scope takes ${SCOPE_WORDS}.`, usage)
  if (file === undefined || positionals.length > 1) return usageError('Name one file of items.', usage)
  if (wantsQuery !== (values.query !== undefined)) {
    return usageError(wantsQuery ? 'Say what to look for with --query.' : 'tag takes no --query.', usage)
  }
  return values.query === undefined ? { scope, file } : { scope, file, query: values.query }
}

/** What a command prints for one item; undefined prints nothing. */
type Answer = (query: Query, given: GivenItem, scope: Scope) => object | undefined

const answering =
  (usage: string, answer: Answer) =>
  async (args: readonly string[]): Promise<number> => {
    const request = asked(args, usage, true)
    if (typeof request === 'number') return request
    const typed = request.query ?? ''
    const query = parseQuery(typed)
    return query.ok
      ? printEach(request, (given) => answer(query.value, given, request.scope))
      : queryError(typed, query.error)
  }

const printEach = async ({ file }: Asked, answer: (given: GivenItem) => object | undefined): Promise<number> => {
  const items = await readItems(file)
  if (!items.ok) return failure(items.error)
  for (const given of items.value) {
    const answered = answer(given)
    if (answered !== undefined) print(answered)
  }
  return EXIT.OK
}

export const matchCommand = answering(MATCH_USAGE, (query, { item, subject }, scope) => {
  const spans = evaluate(query, subject, scope)
  return spans === undefined ? undefined : { ...named(item), spans }
})

export const explainCommand = answering(EXPLAIN_USAGE, (query, { subject }, scope) => {
  const { matched, clauses, near } = explain(query, subject, scope)
  return { matched, stages: clauses.map(printedClause), near }
})

export const tagCommand = async (args: readonly string[]): Promise<number> => {
  const request = asked(args, TAG_USAGE, false)
  if (typeof request === 'number') return request
  return printEach(request, ({ item, subject }) => ({ ...named(item), topics: topicsOf(subject, request.scope) }))
}
