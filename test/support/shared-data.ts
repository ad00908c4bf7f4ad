// Real texts stay outside the project. A stranger's clone has none of them: tests that read them say so and are skipped.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../../shared/data/', import.meta.url)

/** Where a file of the data is, if it is here. */
export const sharedPath = (file: string): string => fileURLToPath(new URL(file, ROOT))

export const hasShared = (file: string): boolean => {
  const there = existsSync(sharedPath(file))
  if (!there) console.warn(`../shared/data/${file} is not here: the tests that read it are skipped.`)
  return there
}

export const readShared = (file: string): string => readFileSync(sharedPath(file), 'utf8')

export const readSharedLines = <T>(file: string): T[] =>
  readShared(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
