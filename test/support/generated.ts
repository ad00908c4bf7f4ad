// Parts of documents that are made of the code: between `<!-- NAME: … -->` and `<!-- end of NAME -->`. `UPDATE_DOCS=1` writes them anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** Holds that the part of a document is what it is made of, or makes it so. */
export const expectGenerated = (document: string, name: string, made: string): void => {
  const path = resolve(ROOT, document)
  const text = readFileSync(path, 'utf8')
  const part = new RegExp(`(<!-- ${name}:[^>]*-->\\n)([\\s\\S]*?)(\\n<!-- end of ${name} -->)`)
  const [, , standing] = part.exec(text) ?? []
  if (standing === undefined) throw new Error(`${document} has no part called ${name}`)
  if (process.env['UPDATE_DOCS'] !== undefined) {
    writeFileSync(
      path,
      text.replace(part, (_, open: string, _old: string, close: string) => `${open}${made}${close}`),
    )
    return
  }
  expect(standing, `${document} is stale: run the test with UPDATE_DOCS=1`).toBe(made)
}
