// A topic that a deploy changed: the ruleset is compiled anew, and the owners of rules that mention the topic are told once.
import type { TopicChange } from '../../core/alert/news.ts'
import { RULESET_FORMAT } from '../../core/match/compile.ts'
import type { Owner, Rule } from '../../core/model.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { topicsIn } from '../../core/query/walk.ts'
import type { Topic } from '../../core/topics/topics.ts'
import type { Facts } from './facts.ts'

/** What the ruleset was last compiled with. */
type Compiled = { readonly format: number; readonly topics: Readonly<Record<string, number>> }
type News = Readonly<Record<string, readonly TopicChange[]>>

const mentionedBy = (rules: readonly Rule[]): Map<Owner, ReadonlySet<string>> => {
  const byOwner = Map.groupBy(rules, ({ owner }) => owner)
  return new Map(Array.from(byOwner, ([owner, own]) => [owner, new Set(own.flatMap(topicsOf))]))
}

const topicsOf = ({ query }: Rule): readonly string[] => {
  const parsed = parseQuery(query)
  return parsed.ok ? topicsIn(parsed.value) : []
}

/** Changes not told yet, and a new one: an owner who missed a version hears of the whole way. */
const joined = (waiting: readonly TopicChange[], changes: readonly TopicChange[]): TopicChange[] => {
  const first = new Map(waiting.map((change) => [change.topic, change]))
  for (const change of changes)
    first.set(change.topic, { ...change, from: first.get(change.topic)?.from ?? change.from })
  return [...first.values()]
}

export type TopicNews = ReturnType<typeof topicNews>

export const topicNews = (facts: Facts, topics: readonly Topic[]) => {
  const now: Compiled = {
    format: RULESET_FORMAT,
    topics: Object.fromEntries(topics.map(({ id, version }) => [id, version])),
  }
  const changesSince = (before: Compiled): TopicChange[] =>
    topics.flatMap(({ id, version }) => {
      const from = before.topics[id]
      return from === undefined || from === version ? [] : [{ topic: id, from, to: version }]
    })
  const tell = (changes: readonly TopicChange[], rules: readonly Rule[]): void => {
    const news: Record<string, readonly TopicChange[]> = { ...facts.get<News>('topic-news') }
    for (const [owner, mentioned] of mentionedBy(rules)) {
      const own = changes.filter(({ topic }) => mentioned.has(topic))
      if (own.length > 0) news[owner] = joined(news[owner] ?? [], own)
    }
    if (Object.keys(news).length > 0) facts.set('topic-news', news)
  }
  return {
    /** Whether what was compiled before is of no use any more. @param rules are read only if a topic changed */
    turned: (rules: () => readonly Rule[]): boolean => {
      const before = facts.get<Compiled>('compiled')
      if (before !== undefined && JSON.stringify(before) === JSON.stringify(now)) return false
      facts.set('compiled', now)
      if (before === undefined) return false
      const changes = changesSince(before)
      if (changes.length > 0) tell(changes, rules())
      return true
    },
    /** What an owner has not been told, once. */
    take: (owner: Owner): readonly TopicChange[] => {
      const news = facts.get<News>('topic-news')
      const own = news?.[owner]
      if (news === undefined || own === undefined) return []
      const left = Object.entries(news).filter(([name]) => name !== owner)
      if (left.length === 0) facts.remove('topic-news')
      else facts.set('topic-news', Object.fromEntries(left))
      return own
    },
  }
}
