import type { Env } from '../env.ts'

/** The type parameter of every Hono app and context here. */
export type App = { Bindings: Env }
