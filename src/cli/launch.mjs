// The door of every command: makes sure Node is new enough to run TypeScript as it stands, then hands over to main.ts.
// Plain JavaScript of the oldest kind that has modules, because an old Node has to be able to read it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as modules from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const NODE_MAJOR = 24
const FOLDER = fileURLToPath(new URL('../../', import.meta.url))
const BUNDLED = `${FOLDER}node_modules/node/bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** Milliseconds between two looks at who the parent is. */
const LOOK_MS = 250

const words = process.argv.slice(2)
const major = Number(process.versions.node.split('.')[0])

stopWithParent()
if (major >= NODE_MAJOR) run()
else if (existsSync(BUNDLED)) runAgainWith(BUNDLED)
else {
  process.stderr.write(
    `Nightdesk needs Node ${NODE_MAJOR}; run npm ci in this folder first, which brings it along, or install it (this is Node ${process.versions.node}).\n`,
  )
  process.exit(1)
}

// npm passes SIGTERM on, but not SIGHUP, and nothing when it is killed: whoever was started by it ends with it, as on SIGTERM.
// Other commands than `start` may outlive a shell that they were started from by hand.
function stopWithParent() {
  if (process.env.npm_lifecycle_event === undefined && words[0] !== 'start') return
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_MS)
  looking.unref()
}

// What was compiled once is kept beside the packages, where nobody else can write: the next command starts in half the time.
function run() {
  modules.enableCompileCache(`${FOLDER}node_modules/.cache/nightdesk`)
  process.stdout.on('error', endWithout)
  import('./main.ts').then(({ main }) => main(words)).then(leave, fail)
}

function endWithout(error) {
  // A reader that has seen enough (`| head`) is no failure; a full disk is.
  process.exit(error.code === 'EPIPE' ? 0 : 1)
}

function leave(code) {
  // The empty write is answered after all that was printed before it, which a bare exit would cut off in a pipe. What went
  // wrong with that is told a moment after the answer, hence the further turn.
  process.stdout.write('', (error) => (error ? endWithout(error) : setImmediate(() => process.exit(code))))
}

function fail(error) {
  const missing = error.code === 'ERR_MODULE_NOT_FOUND' && !existsSync(`${FOLDER}node_modules`)
  process.stderr.write(missing ? 'Run npm ci in this folder first.\n' : `${error.stack || error}\n`)
  process.exit(1)
}

function runAgainWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url)].concat(words), { stdio: 'inherit' })
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal))
  child.on('error', fail)
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}
