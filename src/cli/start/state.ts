// What the local desk keeps between two starts, beside the Worker's own storage: ports, the wire's place, what is shown once.
// The folder is private to its owner, and one desk at a time may use it.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WireState } from './wire.ts'

export type State = {
  /** Taken again at the next start when they are free, so that the addresses stay what they were. */
  readonly ports: { readonly wire?: number; readonly discord?: number; readonly receiver?: number }
  readonly wire: WireState
  /** The webhook destination's id and its signing secret, which the Worker tells only once. */
  readonly webhook?: { readonly id: string; readonly secret: string }
}

export type StateFolder = {
  readonly path: string
  readonly tokenFile: string
  /** The Worker's ADMIN_TOKEN: made once, then the same at every start. */
  readonly adminToken: string
  readonly state: State
  readonly save: (state: State) => void
  /** Gives the folder free for the next desk. */
  readonly leave: () => void
}

const NOTHING: State = { ports: {}, wire: { told: [] } }
/** Twice what the Worker asks for at least. */
const TOKEN_BYTES = 48
const PRIVATE = { mode: 0o600 }

const readState = (file: string): State => {
  try {
    return { ...NOTHING, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<State>) }
  } catch {
    return NOTHING
  }
}

const tokenIn = (file: string): string => {
  if (!existsSync(file)) writeFileSync(file, randomBytes(TOKEN_BYTES).toString('base64url'), PRIVATE)
  return readFileSync(file, 'utf8').trim()
}

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The process that uses this folder now, if one does. */
export const holderOf = (path: string): number | undefined => {
  try {
    const pid = Number(readFileSync(join(path, 'pid'), 'utf8'))
    return pid !== process.pid && lives(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

/** Opens the folder, making it if need be. Ask `holderOf` first. */
export const openState = (path: string): StateFolder => {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const file = join(path, 'state.json')
  const tokenFile = join(path, 'admin-token')
  writeFileSync(join(path, 'pid'), String(process.pid))
  return {
    path,
    tokenFile,
    adminToken: tokenIn(tokenFile),
    state: readState(file),
    save: (state) => {
      // Written beside and moved over: a stop in the middle leaves the old file whole.
      writeFileSync(`${file}.new`, `${JSON.stringify(state, undefined, 2)}\n`, PRIVATE)
      renameSync(`${file}.new`, file)
    },
    leave: () => rmSync(join(path, 'pid'), { force: true }),
  }
}
