// What vitest.config.ts reads from ../shared/data for tests on workerd, which have no file system.

export type DiscordSchema = { readonly $id: string; readonly roots: Readonly<Record<string, unknown>> }

/** Hexadecimal, but for the name. */
export type SignatureVectors = readonly {
  readonly name: string
  readonly publicKey: string
  readonly message: string
  readonly signature: string
  readonly valid: boolean
}[]
