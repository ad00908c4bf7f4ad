// The forms in which a rule is made or changed: a page of a modal, five fields at most.
import { QUERY, REQUEST } from '../../../core/limits.ts'
import { type Rule, SCOPES } from '../../../core/model.ts'
import { TOPICS } from '../../../core/topics/topics.ts'
import type { Call } from '../command.ts'
import { channelField, labelled, roleField, selectField, textField } from '../components.ts'
import { customId } from '../custom-id.ts'
import { POSTABLE } from '../permissions.ts'
import type { Modal } from '../reply.ts'
import { clip } from '../text.ts'
import type { Sentences } from '../words/words.ts'
import type { Family } from './saved.ts'
import { deliveryText, scopeText } from './text.ts'

/** As many as Discord shows in one select; the rest are named in the explanation. */
const TOPICS_SHOWN = 25

const deliveryField = (say: Sentences, chosen?: string) =>
  selectField('delivery', [
    { label: deliveryText(say, 'instant'), value: 'instant', default: chosen === 'instant' },
    { label: deliveryText(say, 'hourly'), value: 'hourly', default: chosen === 'hourly' },
    { label: say.rules.dailyDefault, value: 'daily', default: chosen === 'daily' },
  ])

const topicsField = () =>
  selectField(
    'topics',
    TOPICS.slice(0, TOPICS_SHOWN).map(({ id, description }) => ({
      label: id,
      value: id,
      description: clip(description, 100),
    })),
    TOPICS_SHOWN,
  )

/** Five questions, one page: what, about which topics, where, whom to ping, how often. */
export const newRuleForm = ({ say, interaction }: Call, family: Family): Modal => ({
  custom_id: customId(`${family}-new`),
  title: clip(say.rules.formTitle, 45),
  components: [
    labelled(say.rules.formQuery, textField('query', { most: QUERY.CHARS, long: true })),
    labelled(
      say.rules.formTopics(
        TOPICS.slice(TOPICS_SHOWN)
          .map(({ id }) => `@${id}`)
          .join(', '),
      ),
      topicsField(),
    ),
    ...(family === 'watch'
      ? [
          labelled(say.rules.formChannel, channelField('channel', POSTABLE, interaction.channel?.id ?? '0')),
          labelled(say.rules.formPing, roleField('ping')),
        ]
      : []),
    labelled(say.rules.formDelivery, deliveryField(say)),
  ],
})

/** What is most often changed, filled in as it is. */
export const editForm = ({ say }: Call, rule: Rule, family: Family): Modal => ({
  custom_id: customId(`${family}-edit`, rule.id),
  title: clip(say.rules.formEdit, 45),
  components: [
    labelled(
      say.rules.formQuery,
      textField('query', { value: rule.query, most: QUERY.CHARS, required: true, long: true }),
    ),
    labelled(say.rules.formName, textField('name', { value: rule.name, most: REQUEST.NAME_CHARS })),
    labelled(
      say.rules.formScope,
      selectField(
        'scope',
        SCOPES.map((scope) => ({ label: scopeText(say, scope), value: scope, default: scope === rule.scope })),
      ),
    ),
    labelled(
      { label: say.rules.formDelivery.label },
      deliveryField(say, typeof rule.delivery === 'string' ? rule.delivery : 'daily'),
    ),
  ],
})
