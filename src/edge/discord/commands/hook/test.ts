// A test of a hook, and a secret that is shown once.
import { ADMISSION } from '../../../../core/limits.ts'
import type { Destination } from '../../../../core/model.ts'
import { deskOf, outboxOf } from '../../../env.ts'
import { UNCONFIRMED } from '../../../webhook/consent.ts'
import type { Call } from '../../command.ts'
import type { Message } from '../../reply.ts'
import { disarm } from '../../text.ts'
import type { Sentences } from '../../words/words.ts'

/** What a test came to, in a sentence; one that is accepted is the consent of a hook that had yet to give it. */
export const testHook = async ({ env, owner, say }: Call, { id, kind, name }: Destination): Promise<string> => {
  if (!(await deskOf(env).admitTest(owner))) return say.hook.testsSpent(ADMISSION.TESTS_AN_HOUR)
  const outbox = outboxOf(env, id)
  const answer = await outbox.sendTest()
  if (answer === 'accepted') return say.hook.accepted(disarm(name))
  const waits = (await outbox.status()).disabled === UNCONFIRMED
  const refused = waits && kind === 'webhook' ? say.hook.challenge : say.hook.refused
  const told = answer === 'no answer' ? say.hook.noAnswer : refused
  return waits ? `${told} ${say.hook.untilAccepted}` : told
}

/** The secret itself is in the first answer alone: what is remembered for a replay says only that it was there. */
export const secretMessage = (say: Sentences, told: string, secret: string): Message => ({
  content: [told, say.hook.secret(secret)].join('\n'),
  again: { content: [told, say.hook.secretShown].join('\n') },
})
