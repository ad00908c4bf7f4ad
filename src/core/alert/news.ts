// What an owner is to know and is told with their next command: facts, which whoever tells them puts into the owner's language.
import type { SourceState } from '../model.ts'
import { destinationSentence, sourceSentence } from './ops.ts'

export type TopicChange = { readonly topic: string; readonly from: number; readonly to: number }

export type News =
  /** A destination has stopped, and why, or goes on. */
  | { readonly kind: 'destination'; readonly name: string; readonly disabled?: string }
  /** A source of the owner's own is in trouble, or well again. */
  | {
      readonly kind: 'source'
      readonly source: string
      readonly name: string
      readonly state: SourceState
      readonly evidence?: string
    }
  /** A deploy changed a topic that the owner's rules mention: its version before and now. */
  | ({ readonly kind: 'topic' } & TopicChange)
  /** A sentence that an earlier version left. */
  | { readonly kind: 'sentence'; readonly text: string }

/** In English. */
export const newsSentence = (news: News): string => {
  switch (news.kind) {
    case 'destination':
      return destinationSentence(news.name, news.disabled)
    case 'source':
      return sourceSentence(news.name, news.state, news.evidence)
    case 'topic':
      return `The topic @${news.topic} has changed (version ${news.from} to ${news.to}): rules that name it may catch other items than before.`
    case 'sentence':
      return news.text
  }
}
