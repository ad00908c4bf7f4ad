// The project's own wrangler and workerd, quiet and offline: no metrics, no look for updates, no log files, no colour.
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify, stripVTControlCharacters } from 'node:util'
import { own } from './children.ts'

export const ROOT = fileURLToPath(new URL('../', import.meta.url))
export const CONFIG = join(ROOT, 'wrangler.toml')

const QUIET = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  NO_COLOR: '1',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
}

const fromHere = createRequire(import.meta.url)
const wranglerPackage = fromHere.resolve('wrangler/package.json')
/** workerd is wrangler's dependency, so it is looked up from there. */
const fromWrangler = createRequire(wranglerPackage)

export const workerdBinary = (): string => (fromWrangler('workerd') as { readonly default: string }).default

const versionOf = (file: string): string => (fromHere(file) as { readonly version: string }).version

export const versions = (): Readonly<Record<'node' | 'wrangler' | 'workerd', string>> => ({
  node: process.versions.node,
  wrangler: versionOf(wranglerPackage),
  workerd: versionOf(fromWrangler.resolve('workerd/package.json')),
})

const run = promisify(execFile)

/** What wrangler printed; throws with what it said on stderr when it failed. */
export const wrangler = async (...words: readonly string[]): Promise<string> => {
  const file = join(dirname(wranglerPackage), 'bin', 'wrangler.js')
  const options = { cwd: ROOT, env: { ...process.env, ...QUIET } }
  const running = run(process.execPath, [file, ...words], options)
  own(running.child)
  const { stdout } = await running.catch((error: { readonly stderr?: string }) => {
    throw new Error(`wrangler ${words[0]} failed\n${stripVTControlCharacters(error.stderr ?? '').trim()}`)
  })
  return stripVTControlCharacters(stdout)
}
