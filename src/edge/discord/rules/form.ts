// The forms in which a rule is made or changed: a page of a modal, five fields at most.
import { QUERY, REQUEST } from '../../../core/limits.ts'
import { type Delivery, type Rule, SCOPES } from '../../../core/model.ts'
import { TOPIC_IDS, type TopicId } from '../../../core/topics/ids.ts'
import { TOPICS } from '../../../core/topics/topics.ts'
import type { Call } from '../command.ts'
import { channelField, labelled, roleField, selectField, textField } from '../components.ts'
import { customId } from '../custom-id.ts'
import type { Channel } from '../interaction.ts'
import { POSTABLE } from '../permissions.ts'
import type { Modal } from '../reply.ts'
import { clip } from '../text.ts'
import type { Sentences } from '../words/words.ts'
import type { Family } from './saved.ts'
import { deliveryText, scopeText } from './text.ts'

const deliveryField = (say: Sentences, chosen: Delivery) =>
  selectField('delivery', [
    { label: deliveryText(say, 'instant'), value: 'instant', default: chosen === 'instant' },
    { label: deliveryText(say, 'hourly'), value: 'hourly', default: chosen === 'hourly' },
    {
      label: typeof chosen === 'object' ? deliveryText(say, chosen) : say.rules.dailyDefault,
      value: 'daily',
      default: typeof chosen === 'object',
    },
  ])

/** The first topic of the second list: Discord shows 25 in one. */
const ABROAD: TopicId = 'south-korea'
const SPLIT = TOPIC_IDS.indexOf(ABROAD)
/** All topics, in two lists: what the north has and who leads it, and everything else. */
const TOPIC_LISTS = { topics: TOPICS.slice(0, SPLIT), 'other-topics': TOPICS.slice(SPLIT) } as const

export const TOPIC_FIELDS = Object.keys(TOPIC_LISTS) as readonly (keyof typeof TOPIC_LISTS)[]

const topicsField = (name: keyof typeof TOPIC_LISTS) =>
  selectField(
    name,
    TOPIC_LISTS[name].map(({ id, description }) => ({ label: id, value: id, description: clip(description, 100) })),
    TOPIC_LISTS[name].length,
  )

/** Discord refuses a form whose default is none of the kinds that may be chosen. */
const postable = (channel: Channel | undefined): string | undefined =>
  channel !== undefined && POSTABLE.includes(channel.type) ? channel.id : undefined

/** Five questions, one page, which is all that Discord shows: what, about which topics, where, and whom to ping. The rest is one Edit away. */
export const newRuleForm = ({ say, interaction }: Call): Modal => ({
  custom_id: customId('watch-new'),
  title: clip(say.rules.formTitle, 45),
  components: [
    labelled(say.rules.formQuery, textField('query', { most: QUERY.CHARS, long: true })),
    labelled(say.rules.formTopics, topicsField('topics')),
    labelled(say.rules.formOtherTopics, topicsField('other-topics')),
    labelled(say.rules.formChannel, channelField('channel', POSTABLE, postable(interaction.channel))),
    labelled(say.rules.formPing, roleField('ping')),
  ],
})

/** A rule that is called by its query has no name of its own; a query may be longer than a name, and Discord refuses such a form. */
const ownName = ({ name, query }: Rule): { readonly value?: string } => (name === query ? {} : { value: name })

/** What is most often changed, filled in as it is. */
export const editForm = ({ say }: Call, rule: Rule, family: Family): Modal => ({
  custom_id: customId(`${family}-edit`, rule.id),
  title: clip(say.rules.formEdit, 45),
  components: [
    labelled(
      say.rules.formQuery,
      textField('query', { value: rule.query, most: QUERY.CHARS, required: true, long: true }),
    ),
    labelled(say.rules.formName, textField('name', { ...ownName(rule), most: REQUEST.NAME_CHARS })),
    labelled(
      say.rules.formScope,
      selectField(
        'scope',
        SCOPES.map((scope) => ({ label: scopeText(say, scope), value: scope, default: scope === rule.scope })),
      ),
    ),
    labelled(say.rules.formDelivery, deliveryField(say, rule.delivery)),
  ],
})
