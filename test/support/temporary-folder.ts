// Where tests keep what they write: in memory, where the machine has a place for it. Every object of a test is a database of its own, and a
// disk that others are busy with makes each of them wait for several syncs.
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** A run takes some 120 MB. Containers often have 64 there: then the disk is used as before. */
const LEAST_BYTES = 1_073_741_824

const isRoomy = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= LEAST_BYTES
  } catch {
    return false
  }
}

/** For this process and all that it starts, until it ends. A folder that somebody chose stays. */
export const keepTemporaryFilesInMemory = (): void => {
  if (process.env['TMPDIR'] !== undefined || !isRoomy(MEMORY)) return
  const folder = mkdtempSync(join(MEMORY, 'nightdesk-tests-'))
  process.env['TMPDIR'] = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
}
