// What a person sees of an answer to an interaction, and what every such answer owes them.
import { expect } from 'vitest'

export type Component = {
  readonly label?: string
  readonly custom_id?: string
  readonly options?: readonly { readonly label: string; readonly value: string }[]
}
export type Row = { readonly components: readonly Component[] }

export type Told = {
  readonly type: number
  /** It came after the three seconds. */
  readonly deferred: boolean
  readonly content: string
  readonly embeds: readonly Record<string, unknown>[]
  readonly components: readonly Row[]
  readonly choices: readonly { readonly name: string; readonly value: string }[]
  readonly modal?: { readonly custom_id: string; readonly title: string; readonly components: readonly object[] }
}

export type Answer = { readonly type: number; readonly data?: Record<string, unknown> }
/** The body of what came later. */
export type Late = Record<string, unknown> | undefined

const MODAL = 9

const toldOf = (answer: Answer, late: Late): Told => {
  const data = late ?? answer.data ?? {}
  return {
    type: answer.type,
    deferred: late !== undefined,
    content: typeof data['content'] === 'string' ? data['content'] : '',
    embeds: (data['embeds'] ?? []) as Told['embeds'],
    components: (answer.type === MODAL ? [] : (data['components'] ?? [])) as Told['components'],
    choices: (data['choices'] ?? []) as Told['choices'],
    ...(answer.type === MODAL ? { modal: data as unknown as NonNullable<Told['modal']> } : {}),
  }
}

type Field = {
  readonly value?: string
  readonly max_length?: number
  readonly default_values?: readonly { id: string }[]
}

/** Discord refuses a form that is filled in with what nobody could type. */
const checkForm = ({ components }: NonNullable<Told['modal']>): void => {
  expect(components.length).toBeLessThanOrEqual(5)
  for (const { component = {} } of components as readonly { readonly component?: Field }[]) {
    const { value = '', max_length: most = 4_000, default_values: chosen = [] } = component
    expect(value.length).toBeLessThanOrEqual(most)
    expect(chosen.map(({ id }) => id)).not.toContain('0')
  }
}

/** Rules of Discord's documentation that its schema does not hold. */
const checkSums = ({ embeds, components, modal }: Told): void => {
  const ids = components.flatMap((row) => row.components).flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]))
  expect(new Set(ids).size).toBe(ids.length)
  for (const { components: row } of components) expect(row.length).toBeGreaterThan(0)
  expect(components.length).toBeLessThanOrEqual(5)
  expect(embeds.length).toBeLessThanOrEqual(10)
  if (modal !== undefined) checkForm(modal)
}

/** Nothing is shown to others, nobody is pinged. */
const checkQuiet = (answer: Answer, late: Late): void => {
  if (answer.type === 4 || answer.type === 5) expect(answer.data).toMatchObject({ flags: 64 })
  for (const data of [answer.type === 4 || answer.type === 7 ? answer.data : undefined, late]) {
    if (data !== undefined) expect(data).toMatchObject({ allowed_mentions: { parse: [] } })
  }
}

/** Checks an answer and what came later, and gives what the person sees in the end. */
export const checkedTold = (answer: Answer, late: Late): Told => {
  expect(late !== undefined).toBe(answer.type === 5)
  checkQuiet(answer, late)
  const told = toldOf(answer, late)
  checkSums(told)
  return told
}

/** The custom_id of the button of this name. */
export const button = ({ components = [] }: { readonly components?: readonly Row[] }, label: string): string => {
  const found = components.flatMap((row) => row.components).find((one) => one.label === label)
  if (found?.custom_id === undefined) throw new Error(`there is no button ${label}`)
  return found.custom_id
}
