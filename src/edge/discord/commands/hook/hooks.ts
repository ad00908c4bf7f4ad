// The hooks of a server, looked up by (owner, id).
import { type Destination, isHook } from '../../../../core/model.ts'
import { deskOf } from '../../../env.ts'
import type { Call } from '../../command.ts'
import type { Suggest } from '../../option.ts'

export const HOOK_ID_CHARS = 32

export const hooksOf = async ({ env, owner }: Call): Promise<readonly Destination[]> =>
  (await deskOf(env).listDestinations(owner)).filter(({ kind }) => isHook(kind))

export const hookOf = async (call: Call, wanted: string | undefined): Promise<Destination | undefined> =>
  wanted === undefined ? undefined : (await hooksOf(call)).find(({ id }) => id === wanted)

export const suggestHooks: Suggest = async (call, typed) => {
  const wanted = typed.trim().toLowerCase()
  return (await hooksOf(call))
    .filter(({ name, address }) => [name, address].some((one) => one.toLowerCase().includes(wanted)))
    .map(({ id, name, address }) => ({ name: name === address ? name : `${name} · ${address}`, value: id }))
}
