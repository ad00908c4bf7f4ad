// A Worker together with its surroundings, which outlive its process, so that it can be stopped and started again.
import { mkdir } from 'node:fs/promises'
import type { Build, WorkerConfig } from './build.ts'
import { serveKv } from './kv.ts'
import { startWorkerd, type Workerd } from './workerd.ts'

/** A fresh process each time. */
export type Start = () => Promise<Workerd>

/** Takes what must be closed at the end of the run, however it ends. */
export type AtEnd = (close: () => Promise<void>) => void

/** A Worker without bindings. */
export const starterOf =
  ({ folder, script }: Build, config: WorkerConfig): Start =>
  () =>
    startWorkerd(folder, { script, config })

/** A Nightdesk whose storage and KV outlive its processes. */
export type Installation = { readonly start: Start }

export type Desks = {
  /** Without a source. */
  readonly bare: Installation
  /** With quiet sources that are due every minute. */
  readonly due: Installation
  /** With rules, and sources that are polled by hand. */
  readonly watching: Installation
}

type Parts = {
  readonly build: Build
  readonly config: WorkerConfig
  readonly settings: Readonly<Record<string, string>>
  readonly atEnd: AtEnd
}

/** A new Nightdesk with nothing in it. @param storage a folder that does not exist yet */
export const install = async ({ build, config, settings, atEnd }: Parts, storage: string): Promise<Installation> => {
  await mkdir(storage)
  const kv = await serveKv()
  atEnd(kv.close)
  const bindings = { settings, storage, kv: `127.0.0.1:${kv.port}` }
  return { start: () => startWorkerd(build.folder, { script: build.script, config, bindings }) }
}
