// The form of /hook add, filled in: a place is made of it, opened, and tested at once.
import * as v from 'valibot'
import { err, type Result } from '../../../../core/result.ts'
import { destinationBody } from '../../../http/schemas.ts'
import { openDestination } from '../../../new-destination.ts'
import { type Place, placeOf } from '../../../place.ts'
import { type Call, field } from '../../command.ts'
import type { Message } from '../../reply.ts'
import { disarm } from '../../text.ts'
import { addressText } from '../../words/words.ts'
import { FORMATS, type Format, isFormat } from './formats.ts'
import { secretMessage, testHook } from './test.ts'

type Body = v.InferOutput<typeof destinationBody>

/** What the fields say, in the shape that the API takes. Faults are told without what was typed: it is a secret. */
const bodyOf = (call: Call, format: Format): Result<Body, string> => {
  const { kind, fields } = FORMATS[format]
  const given = [...fields.map(({ id }) => id), 'name' as const].flatMap((id) => {
    const typed = field(call, id)
    return typed === undefined ? [] : [[id, typed] as const]
  })
  const body = v.safeParse(destinationBody, { kind, ...Object.fromEntries(given) }, { abortEarly: true })
  if (body.success) return { ok: true, value: body.output }
  const [issue] = body.issues
  const key = issue.path?.at(-1)?.key
  const fault = call.say.hook.faults[key as keyof typeof call.say.hook.faults]
  return err(fault ?? call.say.hook.wrongForm)
}

const placed = (call: Call, body: Body): Result<Place, string> => {
  const place = placeOf(body, call.settings)
  return place.ok ? place : err(addressText(call.say, place.error))
}

export const saveHook = async (call: Call): Promise<Message> => {
  const { env, owner, say, now, parts } = call
  const format = parts[0] ?? ''
  if (!isFormat(format)) return { content: say.hook.noSuchFormat }
  const body = bodyOf(call, format)
  if (!body.ok) return { content: body.error }
  const place = placed(call, body.value)
  if (!place.ok) return { content: place.error }
  const { kind, name } = body.value
  const opened = await openDestination(env, owner, place.value, { kind, name }, now)
  if (!opened.ok) return { content: say.common.quota(opened.error) }
  const { destination, created, secret } = opened.value
  const shown = disarm(destination.name)
  if (!created) return { content: say.hook.known(shown) }
  const told = [say.hook.added(shown, disarm(destination.address)), await testHook(call, destination)].join('\n')
  return secret === undefined ? { content: told } : secretMessage(say, told, secret)
}
