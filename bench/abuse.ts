// `node bench/abuse.ts`: CPU of the first reading of each hostile document in a fresh process, beside the bound its manifest sets.
// Tests assert what bounds the work (depth, elements, attributes, bytes); time is for this bench alone. Exits 1 over a bound.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { figureOf } from './measure.ts'

type Hostile = {
  readonly file: string
  readonly contentType: string
  readonly expected: { readonly maxCpuMs?: number }
}

const FOLDER = new URL('../../shared/data/abuse/', import.meta.url)
const CHILD = fileURLToPath(new URL('./abuse-child.ts', import.meta.url))
const PROCESSES = 7

const firstCall = ({ file, contentType }: Hostile): number => {
  const path = fileURLToPath(new URL(file, FOLDER))
  const { stdout, stderr, status } = spawnSync(process.execPath, [CHILD, path, contentType], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

/** Whether the document stays within its bound. */
const measure = (row: Hostile, bound: number): boolean => {
  const { median, least, most } = figureOf(Array.from({ length: PROCESSES }, () => firstCall(row)))
  const figures = `${median.toFixed(1)} ms (${least.toFixed(1)}-${most.toFixed(1)}) of ${bound} ms`
  console.log(`${median <= bound ? 'PASS' : 'FAIL'}  ${row.file.padEnd(24)} ${figures}`)
  return median <= bound
}

const main = (): number => {
  const manifest = new URL('manifest.json', FOLDER)
  if (!existsSync(manifest)) {
    console.log('skipped: ../shared/data/abuse is not here')
    return 0
  }
  const rows: readonly Hostile[] = JSON.parse(readFileSync(manifest, 'utf8'))
  const results = rows.map((row) => {
    const { maxCpuMs } = row.expected
    return maxCpuMs === undefined || measure(row, maxCpuMs)
  })
  return results.includes(false) ? 1 : 0
}

process.exit(main())
