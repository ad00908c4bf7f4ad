// The compiled ruleset, held once per isolate by version. Objects share an isolate, so nobody's "current" one is kept, only the newest.
import { loadRuleset, type Ruleset } from '../core/match/ruleset.ts'

export const RULESET_KEY = 'ruleset'

let held: { readonly version: string; readonly ruleset: Ruleset } | undefined

const load = (version: string, text: string | null): Ruleset | undefined => {
  if (text === null) return undefined
  const loaded = loadRuleset(text)
  return loaded.ok && loaded.value.version === version ? loaded.value : undefined
}

/**
 * Exactly the ruleset of this version: from memory, from KV if the copy there is that new, else from the Desk.
 * @param fromDesk gives the compiled ruleset as the Desk has it
 */
export const rulesetOf = async (
  version: string,
  kv: KVNamespace,
  fromDesk: () => Promise<string>,
): Promise<Ruleset | undefined> => {
  if (held?.version === version) return held.ruleset
  const ruleset = load(version, await kv.get(RULESET_KEY).catch(() => null)) ?? load(version, await fromDesk())
  if (ruleset !== undefined) held = { version, ruleset }
  return ruleset
}
