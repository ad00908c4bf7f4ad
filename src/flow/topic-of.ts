// The topic that a story stands under in a digest. By the built-in topics, not by the rule that caught it: a digest may hold the
// catch of many rules, and is read by people who know none of them.
import type { Alert } from '../core/model.ts'
import type { TopicId } from '../core/topics/ids.ts'
import { firstTopicOf } from '../core/topics/topics-of.ts'
import { subjectOf } from './record.ts'

/** The first, in the order of TOPIC_IDS, that its headline and lead are about. */
export const topicOf = ({ item, source }: Alert): TopicId | undefined => firstTopicOf(subjectOf(item, source), 'lead')
