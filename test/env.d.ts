import type { Env as WorkerEnv } from '../src/edge/env.ts'
import type { AbuseDocument } from './support/charset-cases.ts'
import type { DiscordSchema, SignatureVectors } from './support/provided.ts'

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {}
    interface GlobalProps {
      mainModule: typeof import('../src/index.ts')
    }
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    abuse: AbuseDocument[]
    discordSchema: DiscordSchema | undefined
    signatures: SignatureVectors
    faults: 'all' | 'some'
  }
}
