// `wrangler check startup`: what a sampling profiler sees of a Worker's start. It takes a few dozen samples and counts workerd's own
// start as well, so it says little beyond "far from the limit of one second"; the line `start of a process` is finer.
import { join } from 'node:path'
import { type Figure, figureOf } from './measure.ts'
import type { Plan } from './plan.ts'
import type { Scene } from './scene.ts'
import { wrangler } from './tools.ts'

type Checked = keyof Scene['configs']
export type Checks = Readonly<Record<Checked, Figure>>

const ACTIVE = /Active: ([\d.]+) ms/

const activeMs = async (config: string, folder: string): Promise<number> => {
  const said = await wrangler('check', 'startup', '-c', config, '--outfile', join(folder, 'startup.cpuprofile'))
  const active = ACTIVE.exec(said)?.[1]
  if (active === undefined) throw new Error(`wrangler check startup did not name its active time:\n${said}`)
  return Number(active)
}

export const checkStartup = async ({ configs, folder }: Scene, { checks }: Plan): Promise<Checks> => {
  const measured: Record<Checked, number[]> = { nightdesk: [], libraries: [], empty: [] }
  for (let check = 0; check < checks; check++) {
    for (const [name, values] of Object.entries(measured)) {
      values.push(await activeMs(configs[name as Checked], folder))
    }
  }
  return {
    nightdesk: figureOf(measured.nightdesk),
    libraries: figureOf(measured.libraries),
    empty: figureOf(measured.empty),
  }
}
