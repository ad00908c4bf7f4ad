// Leaving nothing behind. The platform's reset() empties only what is awake: an object that was aborted, and KV with it, keeps its storage,
// and a later test that gives another object the same name finds it there.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

/** @param objects that may have been aborted */
export const resetWith = async (objects: readonly DurableObjectStub[]): Promise<void> => {
  for (const object of objects) await runInDurableObject(object, () => undefined)
  const { keys } = await env.RULES.list()
  for (const { name } of keys) await env.RULES.delete(name)
  await reset()
}
