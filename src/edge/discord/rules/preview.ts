// What an alert of a rule would look like, made of the newest item it matches; nobody is pinged by it.
import { DESK } from '../../../core/limits.ts'
import type { Alert, Rule, Span } from '../../../core/model.ts'
import type { Sample } from '../../../flow/ports.ts'
import { deskOf } from '../../env.ts'
import type { Call } from '../command.ts'
import { embedOf } from '../embed.ts'
import type { Message } from '../reply.ts'

const alertOf = (rule: Rule, { item, source, firstSeen }: Sample, name: string, spans: readonly Span[]): Alert => ({
  id: 'preview',
  destination: rule.destination,
  story: 'preview',
  source: { id: source, name },
  revision: 0,
  item,
  matches: [{ rule: rule.id, name: rule.name, spans }],
  mentions: { roles: [], users: [] },
  silent: rule.silent,
  firstSeen: new Date(firstSeen).toISOString(),
  headlineOnly: false,
})

export const previewOf = async ({ env, owner, say }: Call, rule: Rule): Promise<Message> => {
  const desk = deskOf(env)
  const trial = await desk.tryRule(owner, { ...rule, last: DESK.SAMPLE_ITEMS, shown: 1 })
  const newest = trial.ok ? trial.value.items[0] : undefined
  if (newest === undefined) return { content: say.rules.nothingToPreview }
  const sample = await desk.itemNamed(owner, newest.id)
  if (sample === undefined) return { content: say.rules.nothingToPreview }
  const sources = await desk.visibleSources(owner)
  const name = sources.find(({ id }) => id === sample.source)?.name ?? sample.source
  return { content: say.rules.previewHead, embeds: [embedOf(alertOf(rule, sample, name, newest.spans), 'embed')] }
}
