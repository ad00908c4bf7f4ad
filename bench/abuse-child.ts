// The CPU of reading one document, all threads, in a process that has loaded the reader and read nothing: file, content type. Prints ms.
import { readFileSync } from 'node:fs'
import { decode } from '../src/cli/decode.ts'
import { readDocument } from '../src/core/feed/read.ts'

const [file = '', contentType = ''] = process.argv.slice(2)
const body = readFileSync(file)
const before = process.cpuUsage()
readDocument({ body, contentType }, decode)
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1_000)
