// The settings of a command: the environment first, then .dev.vars in the working folder, as wrangler reads it.
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'

const FILE = '.dev.vars'

export const readSettings = async (): Promise<Readonly<Record<string, string | undefined>>> => {
  const text = await readFile(FILE, 'utf8').catch(() => '')
  return { ...parseEnv(text), ...process.env }
}
