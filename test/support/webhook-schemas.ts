// The published JSON Schemas of webhook bodies, as a receiver would use them; and closed, so that a body may have no key that they do
// not tell of.
import Ajv from 'ajv/dist/2020.js'
import digest from '../../docs/schemas/digest.json' with { type: 'json' }
import itemMatched from '../../docs/schemas/item.matched.json' with { type: 'json' }
import itemRevised from '../../docs/schemas/item.revised.json' with { type: 'json' }
import itemWithdrawn from '../../docs/schemas/item.withdrawn.json' with { type: 'json' }
import sourceSilent from '../../docs/schemas/source.silent.json' with { type: 'json' }
import story from '../../docs/schemas/story.json' with { type: 'json' }
import webhookTest from '../../docs/schemas/webhook.test.json' with { type: 'json' }

const KINDS = [itemMatched, itemRevised, itemWithdrawn, digest, sourceSilent, webhookTest]

/** The types that are published. */
export const SCHEMA_TYPES: readonly string[] = KINDS.map(({ $id }) => $id.replace('.json', ''))

const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  return 'properties' in inner && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner
}

const ajv = new Ajv({
  strict: true,
  // `revision` is required beside a reference that defines it.
  strictRequired: false,
  allErrors: true,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, uri: true },
})
for (const schema of [story, ...KINDS]) ajv.addSchema(closed(schema) as object)

/** What is wrong with a body; empty when nothing is. */
export const faultsOf = (body: string): string[] => {
  const { type } = JSON.parse(body) as { type: string }
  const validate = ajv.getSchema(`${type}.json`)
  if (validate === undefined) return [`no schema of ${type}`]
  validate(JSON.parse(body))
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}
