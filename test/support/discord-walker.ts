// A person who walks through the built Worker as through Discord: every answer is held against Discord's schema and rules, what follows
// after the three seconds is taken from the stand-in, and what was said, pressed, filled in and typed is recorded.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { BuiltWorker } from './built-worker.ts'
import { APPLICATION_ID, type Discord } from './discord.ts'
import {
  choose,
  type Given,
  onMenu,
  type Person,
  press,
  type Resolved,
  signedHeaders,
  slash,
  submit,
  typing,
} from './discord-client.ts'
import { partName } from './discord-parts.ts'
import { schemaErrors } from './discord-schema.ts'
import { type Answer, button, type Component, checkedTold, type Row, type Told } from './told.ts'

const DEADLINE_MS = 20_000
const LOOK_MS = 10

/** Waits for what the Worker does on its own account. */
export const until = async <T>(found: () => T | undefined, what: string): Promise<T> => {
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
    const value = found()
    if (value !== undefined) return value
  }
  throw new Error(`${what} did not come`)
}

/** What buttons and selects stand under: an answer, or a message in a channel. */
export type Shown = { readonly id?: string; readonly channel_id?: string; readonly components?: readonly Row[] }
type Fields = Readonly<Record<string, string | readonly string[]>>

const messageOf = ({ id, channel_id }: Shown): object | undefined =>
  id === undefined ? undefined : { id, channel_id, author: { id: APPLICATION_ID } }

export const selectIn = ({ components = [] }: Shown): Component & { readonly custom_id: string } => {
  const found = components.flatMap((row) => row.components).find(({ options }) => options !== undefined)
  if (found?.custom_id === undefined) throw new Error('there is no select')
  return { ...found, custom_id: found.custom_id }
}

const verbOf = (customId: string): string => customId.split(':')[1] ?? ''

export type Walker = ReturnType<typeof walkerOn>

/** @param walked takes the name of every part that was walked */
export const walkerOn = (worker: BuiltWorker, discord: Discord, walked: Set<string> = new Set()) => {
  let spoken = 0

  /** What came after "thinking". */
  const late = async (token: string): Promise<Record<string, unknown>> => {
    const path = `/webhooks/${APPLICATION_ID}/${token}/messages/@original`
    const edit = await until(
      () => discord.requests.find((request) => request.path === path && request.status === 200),
      'the late answer',
    )
    expect(schemaErrors('WebhookEdit', edit.body)).toEqual([])
    return edit.body as Record<string, unknown>
  }

  const talk = async (part: string, interaction: object): Promise<Told> => {
    walked.add(part)
    const token = `walk-${++spoken}`
    const body = JSON.stringify({ ...interaction, application_id: APPLICATION_ID, token })
    const response = await worker.call('POST', '/interactions', body, await signedHeaders(body, Date.now()))
    expect(response.status).toBe(200)
    const answer = (await response.json()) as Answer
    expect(schemaErrors('Callback', answer)).toEqual([])
    return checkedTold(answer, answer.type === 5 ? await late(token) : undefined)
  }

  return {
    /** `say(who, 'watch add', { query: 'missile' })` */
    say: (who: Person, path: string, given: Readonly<Record<string, Given>> = {}, resolved: Resolved = {}) =>
      talk(partName.said(path), slash(who, path, given, resolved)),
    /** What is offered while an option is typed. */
    offered: async (who: Person, path: string, option: string, typed: string) =>
      (await talk(partName.typed(path, option), typing(who, path, option, typed))).choices,
    /** Presses the button of this name. */
    press: (who: Person, shown: Shown, label: string) => {
      const id = button(shown, label)
      return talk(partName.pressed(verbOf(id)), press(who, id, messageOf(shown)))
    },
    /** Presses what stands under an older message, by its custom_id. */
    pressOld: (who: Person, id: string) => talk(partName.pressed(verbOf(id)), press(who, id)),
    /** Chooses in the select there. */
    choose: (who: Person, shown: Shown, label: string) => {
      const { custom_id: id, options = [] } = selectIn(shown)
      const chosen = options.find((option) => option.label === label)
      if (chosen === undefined) throw new Error(`nothing to choose is called ${label}`)
      return talk(partName.pressed(verbOf(id)), choose(who, id, [chosen.value], messageOf(shown)))
    },
    /** Fills in the form that was opened. */
    fill: (who: Person, { modal }: Told, fields: Fields, resolved: Resolved = {}) => {
      if (modal === undefined) throw new Error('no form was opened')
      return talk(partName.filled(verbOf(modal.custom_id)), submit(who, modal.custom_id, fields, resolved))
    },
    onMenu: (who: Person, name: string, message: { readonly id: string }) =>
      talk(partName.onMenu(name), onMenu(who, name, message)),
  }
}
