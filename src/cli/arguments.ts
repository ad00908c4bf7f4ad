// Command lines: Node's own parser, with its complaints turned into one sentence.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { err, ok, type Result } from '../core/result.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>

/** Values and files; or what is wrong, as a sentence. */
export const readArguments = <const O extends Options>(
  args: readonly string[],
  options: O,
): Result<Parsed<O>, string> => {
  try {
    return ok(parseArgs({ args: [...args], options, allowPositionals: true }))
  } catch (error) {
    const message = error instanceof Error ? error.message : 'the arguments could not be read'
    return err(message.split('. ')[0] ?? message)
  }
}
