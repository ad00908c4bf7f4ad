// `node bench/interactions.ts [--quick]`: CPU per interaction, by itself. `npm run bench` has the same lines.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { endAll } from './children.ts'
import { FULL, interactionFigures, QUICK } from './interactions/figures.ts'
import { interactionsTable, machine } from './report.ts'
import { CONFIG } from './tools.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } })
const folder = await mkdtemp(join(tmpdir(), 'nightdesk-interactions-'))
const open: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
try {
  const { cpu, cores, system, node, workerd } = machine()
  console.log(`${cpu}, ${cores} cores, ${system}; node ${node}, workerd ${workerd}\n`)
  const built = await build('index', CONFIG, join(folder, 'build'))
  const ground = { build: built, folder, atEnd: (close: () => Promise<void>) => open.push(close) }
  console.log(interactionsTable(await interactionFigures(ground, values.quick === true ? QUICK : FULL)))
} finally {
  await endAll()
  for (const close of open.toReversed()) await close().catch(() => undefined)
}
