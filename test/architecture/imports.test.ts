// One direction of imports, as a table: core <- flow <- {edge, cli} <- index.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../../src')

/** Which rings and packages each ring may import. Types-only packages are erased, but count all the same. */
const ALLOWED: Record<string, { rings: readonly string[]; packages: readonly string[] }> = {
  core: { rings: ['core'], packages: [] },
  flow: { rings: ['core', 'flow'], packages: [] },
  edge: {
    rings: ['core', 'flow', 'edge'],
    packages: ['cloudflare:workers', 'discord-api-types/v10', 'discord-interactions', 'hono', 'valibot'],
  },
  cli: { rings: ['core', 'flow', 'cli'], packages: ['discord-api-types/v10', 'hono', 'iconv-lite', 'wrangler'] },
  index: { rings: ['core', 'flow', 'edge'], packages: [] },
}

/** Exceptions, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // The one file that knows the parser: the rest of the core sees its elements through it.
  'core/feed/dom.ts': ['linkedom/worker'],
  // The one file that knows the diff library.
  'core/revise/diff.ts': ['diff'],
  // What Discord is told of a command stands beside its handler, and our name there beside our calls.
  'cli/declarations.mjs': [
    '../edge/discord/commands/index.ts',
    '../edge/discord/declare.ts',
    '../edge/discord/declaration-check.ts',
    '../edge/discord/rest.ts',
  ],
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|mts|mjs)$/.test(file))

const IMPORTS = [/^(?:import|export)\b[^'"]*\bfrom\s+'([^']+)'/gm, /^import\s+'([^']+)'/gm, /\bimport\(\s*'([^']+)'/g]

const importsOf = (file: string): string[] => {
  const text = readFileSync(join(SRC, file), 'utf8')
  return IMPORTS.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''))
}

const ringOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : 'index')

const allows = (file: string, imported: string): boolean => {
  if (EXCEPTIONS[file]?.includes(imported)) return true
  const rule = ALLOWED[ringOf(file)]
  if (rule === undefined) return false
  if (imported.startsWith('.')) {
    const target = relative(SRC, resolve(SRC, dirname(file), imported))
    return !target.startsWith('..') && rule.rings.includes(ringOf(target))
  }
  if (imported.startsWith('node:')) return ringOf(file) === 'cli'
  return rule.packages.some((name) => imported === name || imported.startsWith(`${name}/`))
}

describe('imports go one way', () => {
  it.each(files)('%s imports only what its ring may', (file) => {
    expect(importsOf(file).filter((imported) => !allows(file, imported))).toEqual([])
  })

  it('one file in the core imports linkedom', () => {
    expect(files.filter((file) => importsOf(file).some((imported) => imported.startsWith('linkedom')))).toEqual([
      'core/feed/dom.ts',
    ])
  })
})
