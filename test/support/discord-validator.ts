// Bodies held against Discord's own schema, closed: a misspelt key is an error. Where the schema is not there, nothing is checked.
import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js'
import type { DiscordSchema } from './provided.ts'

/** The faults of a body of this kind; none means that Discord takes it. */
export type Validator = (root: string, body: unknown) => readonly string[]

export const validatorOf = (document: DiscordSchema | undefined): Validator => {
  if (document === undefined) return () => []
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false })
  ajv.addSchema(document)
  const compiled = new Map<string, ValidateFunction>()
  const compile = (root: string): ValidateFunction => {
    const schema = JSON.stringify(document.roots[root]).replaceAll('"#/', `"${document.$id}#/`)
    const validate = ajv.compile(JSON.parse(schema) as object)
    compiled.set(root, validate)
    return validate
  }
  return (root, body) => {
    const validate = compiled.get(root) ?? compile(root)
    validate(body)
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
}
