// `npm run size`: what the next deploy would upload, and a limit that makes growth a decision.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.ts'
import { CONFIG } from './tools.ts'

const KIB = 1_024

/**
 * Gzip KiB of the bundle as wrangler.toml deploys it. Cloudflare's free plan takes 3 MB; ours is far lower, half as much again
 * as the bundle of November 2026 (260 KiB), because start-up time grows with it and a new dependency should be noticed.
 */
const LIMIT_KIB = 400

const folder = await mkdtemp(join(tmpdir(), 'nightdesk-size-'))
try {
  const { size } = await build('index', CONFIG, folder)
  const gzip = Math.ceil(size.gzip / KIB)
  console.log(`bundle: ${Math.ceil(size.bytes / KIB)} KiB, gzip ${gzip} KiB (limit ${LIMIT_KIB})`)
  process.exitCode = gzip > LIMIT_KIB ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
