// `nightdesk deploy`: refuses what is for local use only, then lets wrangler deploy.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { EXIT, failure } from './exit.ts'

const USAGE = `Usage: nightdesk deploy [WRANGLER OPTIONS]

Deploys the Worker with wrangler; every option is passed on (--dry-run, --secrets-file FILE, ...).
Refuses DISCORD_API and ALLOW_PRIVATE_NETWORK, which open the Worker to places it must not reach.`

const LOCAL_ONLY = ['DISCORD_API', 'ALLOW_PRIVATE_NETWORK'] as const

/** Names in force among a file's settings. Comments do not count; an empty value is no setting. */
const namesIn = (text: string): string[] => {
  const settings = parseEnv(text)
  return Object.keys(settings).filter((name) => settings[name] !== '')
}

const secretsFiles = (args: readonly string[]): string[] =>
  args.flatMap((argument, index) => {
    if (argument === '--secrets-file') return [args[index + 1] ?? '']
    return argument.startsWith('--secrets-file=') ? [argument.slice('--secrets-file='.length)] : []
  })

/** A settings file may be JSON or lines of NAME=value. */
const settingsOf = async (file: string): Promise<string[]> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  try {
    return Object.keys(JSON.parse(text) as object)
  } catch {
    return namesIn(text)
  }
}

const localOnlyNames = async (args: readonly string[]): Promise<string[]> => {
  const configuration = await readFile('wrangler.toml', 'utf8').catch(() => '')
  const uncommented = configuration.replace(/^\s*#.*$/gm, '')
  const secrets = (await Promise.all(secretsFiles(args).map(settingsOf))).flat()
  const given = args.join(' ')
  return LOCAL_ONLY.filter(
    (name) => new RegExp(`\\b${name}\\b`).test(`${uncommented}\n${given}`) || secrets.includes(name),
  )
}

export const deployCommand = async (args: readonly string[]): Promise<number> => {
  if (args.includes('--help')) {
    console.log(USAGE)
    return EXIT.OK
  }
  const refused = await localOnlyNames(args)
  if (refused.length > 0) {
    return failure(
      `${refused.join(' and ')} ${refused.length > 1 ? 'are' : 'is'} for local use only. Remove it from wrangler.toml, the secrets file or the options, then deploy again.`,
    )
  }
  return runWrangler(['deploy', ...args])
}

/** wrangler's own entry, run with this Node: no shell and no search for another one. */
const runWrangler = (args: readonly string[]): Promise<number> => {
  const wrangler = join(dirname(createRequire(import.meta.url).resolve('wrangler/package.json')), 'bin/wrangler.js')
  const child = spawn(process.execPath, [wrangler, ...args], { stdio: 'inherit' })
  return new Promise((resolve) => {
    child.on('error', () => resolve(failure('wrangler could not be started. Run npm ci first.')))
    child.on('exit', (code) => resolve(code ?? EXIT.FAILED))
  })
}
