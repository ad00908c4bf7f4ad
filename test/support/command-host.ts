// A process that runs one command after the other, with what each prints told apart: for tests of what a command says and does,
// not of how its process starts and ends.
import { main } from '../../src/cli/main.ts'
import type { Asked } from './command-line.ts'

type Write = typeof process.stdout.write

const captured = (stream: NodeJS.WriteStream): { readonly text: () => string; readonly release: () => void } => {
  const { write } = stream
  let text = ''
  stream.write = ((chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined
    done?.()
    return true
  }) as Write
  return {
    text: () => text,
    release: () => {
      stream.write = write
    },
  }
}

const answer = async ({ args, env, cwd }: Asked) => {
  process.env = env
  process.chdir(cwd)
  const stdout = captured(process.stdout)
  const stderr = captured(process.stderr)
  try {
    const code = await main(args).catch((error: Error) => {
      process.stderr.write(`${error.stack}\n`)
      return 1
    })
    return { code, stdout: stdout.text(), stderr: stderr.text() }
  } finally {
    stdout.release()
    stderr.release()
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
  }
}

process.on('message', (asked: Asked) => {
  answer(asked).then((ended) => process.send?.(ended))
})
process.on('disconnect', () => process.exit())
