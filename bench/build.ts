// Building a Worker as `wrangler deploy` does, without deploying it, and weighing what would be uploaded.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CONFIG, ROOT, wrangler } from './tools.ts'

export type Size = { readonly bytes: number; readonly gzip: number }
export type Build = { readonly folder: string; readonly script: string; readonly size: Size }

/** As much of wrangler.toml as the bench needs to run the Worker itself. */
export type WorkerConfig = {
  readonly compatibility_date: string
  readonly compatibility_flags: readonly string[]
  readonly durable_objects: { readonly bindings: readonly { readonly name: string; readonly class_name: string }[] }
  readonly kv_namespaces: readonly { readonly binding: string }[]
}

export const readWorkerConfig = async (): Promise<WorkerConfig> => {
  const { unstable_readConfig: readConfig } = await import('wrangler')
  return readConfig({ config: CONFIG }, { hideWarnings: true }) as WorkerConfig
}

/** The configuration of a Worker in bench/peers: our date and flags, no bindings. @returns its path */
export const writePeerConfig = async (name: string, config: WorkerConfig, folder: string): Promise<string> => {
  const path = join(folder, `${name}.json`)
  const peer = {
    name,
    main: join(ROOT, 'bench', 'peers', `${name}.ts`),
    compatibility_date: config.compatibility_date,
    compatibility_flags: config.compatibility_flags,
    minify: true,
  }
  await writeFile(path, JSON.stringify(peer))
  return path
}

/** @param name of the main module, without its ending */
export const build = async (name: string, config: string, folder: string): Promise<Build> => {
  await wrangler('deploy', '--dry-run', '--config', config, '--outdir', folder)
  const script = `${name}.js`
  const bytes = await readFile(join(folder, script))
  return { folder, script, size: { bytes: bytes.byteLength, gzip: gzipSync(bytes).byteLength } }
}
