// Documents in many charsets, with the title that a reader must find; none where ../shared/data is not here.
import { readFileSync } from 'node:fs'
import type { AbuseDocument } from './charset-cases.ts'
import { hasShared, readShared, sharedPath } from './shared-data.ts'

type Row = { readonly file: string; readonly contentType?: string; readonly expected: Expected }
type Expected = { readonly title?: string; readonly titleAnyOf?: readonly [string] }

const MANIFEST = 'abuse/manifest.json'

export const abuseDocuments = (): AbuseDocument[] => {
  if (!hasShared(MANIFEST)) return []
  const rows = JSON.parse(readShared(MANIFEST)) as Row[]
  return rows.flatMap(({ file, contentType, expected }) => {
    const title = expected.title ?? expected.titleAnyOf?.[0]
    if (!file.startsWith('charset/') || title === undefined) return []
    const base64 = readFileSync(sharedPath(`abuse/${file}`)).toString('base64')
    return [{ file, title, base64, ...(contentType === undefined ? {} : { contentType }) }]
  })
}
