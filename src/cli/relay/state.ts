// What a relay keeps between rounds: which stories the Worker has, and those it could not be given yet. One file, replaced whole.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JsonFeedItem } from '../../core/feed/json-feed-item.ts'
import { RELAY } from '../../core/limits.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Validators } from '../../flow/ports.ts'

export type Waiting = { readonly keys: readonly string[]; readonly item: JsonFeedItem }

export type RelayState = {
  readonly format: 1
  /** The list that the validators belong to. */
  readonly url: string
  readonly validators: Validators
  /** Keys of the stories that the Worker has, or that wait; the newest last. */
  readonly keys: readonly string[]
  /** Oldest first. */
  readonly waiting: readonly Waiting[]
}

const isState = (value: unknown): value is RelayState => {
  const state = (typeof value === 'object' && value !== null ? value : {}) as Partial<RelayState>
  return (
    state.format === 1 && typeof state.url === 'string' && Array.isArray(state.keys) && Array.isArray(state.waiting)
  )
}

/** The state of a relay that has not run yet. */
export const freshState = (url: string): RelayState => ({ format: 1, url, validators: {}, keys: [], waiting: [] })

/** The state in a file; undefined when there is none. A file that cannot be understood is never overwritten. */
export const readState = async (file: string): Promise<Result<RelayState | undefined, string>> => {
  try {
    const state: unknown = JSON.parse(await readFile(file, 'utf8'))
    return isState(state) ? ok(state) : err(`${file} is not a relay's state; remove it to begin anew.`)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return ok(undefined)
    return err(`${file} cannot be read; remove it to begin anew.`)
  }
}

/** Written beside and then renamed: a crash leaves the old state or the new one, never half of it. */
export const writeState = async (file: string, state: RelayState): Promise<Result<RelayState, string>> => {
  const bounded = { ...state, keys: state.keys.slice(-RELAY.KEYS), waiting: state.waiting.slice(-RELAY.WAITING) }
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, `${JSON.stringify(bounded)}\n`, { mode: 0o600 })
    await rename(`${file}.new`, file)
    return ok(bounded)
  } catch (error) {
    return err(`${file} cannot be written (${(error as { code?: string }).code ?? 'unknown'}).`)
  }
}
