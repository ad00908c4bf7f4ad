// `nightdesk deploy`: refuses what is for local use only, then lets wrangler deploy.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
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

/** What an option was given, each time: `--name FILE FILE`, `--name=FILE`, and of one letter also `-nFILE`. */
const given = (args: readonly string[], ...names: readonly string[]): string[] =>
  args.flatMap((argument, index) => {
    const name = names.find((known) => argument.startsWith(known))
    if (name === undefined) return []
    const rest = argument.slice(name.length)
    if (rest === '') return valuesAt(args.slice(index + 1))
    if (rest.startsWith('=')) return [rest.slice(1)]
    return name.startsWith('--') ? [] : [rest]
  })

const valuesAt = (args: readonly string[]): readonly string[] => {
  const next = args.findIndex((argument) => argument.startsWith('-'))
  return next < 0 ? args : args.slice(0, next)
}

/** A settings file may be JSON or lines of NAME=value. */
const settingsOf = async (file: string): Promise<string[]> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  try {
    return Object.keys(JSON.parse(text) as object)
  } catch {
    return namesIn(text)
  }
}

/** What a configuration says beside comments on lines of their own; the three names are those that wrangler looks for. */
const configurationOf = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.replace(/^\s*(?:#|\/\/).*$/gm, '')
}
const CONFIGURATIONS = ['wrangler.json', 'wrangler.jsonc', 'wrangler.toml'] as const

const localOnlyNames = async (args: readonly string[]): Promise<string[]> => {
  const folder = given(args, '--cwd').at(-1) ?? '.'
  const at = (files: readonly string[]): string[] => files.map((file) => resolve(folder, file))
  const configurations = await Promise.all(
    at([...CONFIGURATIONS, ...given(args, '--config', '-c')]).map(configurationOf),
  )
  const files = at(given(args, '--secrets-file', '--env-file', '--envFile', '--secretsFile'))
  const settings = (await Promise.all(files.map(settingsOf))).flat()
  const spoken = [...configurations, ...args].join('\n')
  return LOCAL_ONLY.filter((name) => new RegExp(`\\b${name}\\b`).test(spoken) || settings.includes(name))
}

export const deployCommand = async (args: readonly string[]): Promise<number> => {
  if (args.includes('--help')) {
    console.log(USAGE)
    return EXIT.OK
  }
  const refused = await localOnlyNames(args)
  if (refused.length > 0) {
    return failure(
      `${refused.join(' and ')} ${refused.length > 1 ? 'are' : 'is'} for local use only. Remove it from the configuration, the settings file or the options, then deploy again.`,
    )
  }
  return runWrangler(['deploy', ...args])
}

/** wrangler's own entry, run with this Node: no shell and no search for another one. */
const runWrangler = (args: readonly string[]): Promise<number> => {
  const wrangler = join(dirname(createRequire(import.meta.url).resolve('wrangler/package.json')), 'bin/wrangler.js')
  const child = spawn(process.execPath, [wrangler, ...args], { stdio: 'inherit' })
  return new Promise((end) => {
    child.on('error', () => end(failure('wrangler could not be started. Run npm ci first.')))
    child.on('exit', (code) => end(code ?? EXIT.FAILED))
  })
}
