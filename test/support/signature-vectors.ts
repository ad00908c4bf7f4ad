// Project Wycheproof's vectors for Ed25519: signatures that are right, forged, cut, padded or encoded in odd ways. Empty where
// ../shared/data is not here.
import type { SignatureVectors } from './provided.ts'
import { hasShared, readShared } from './shared-data.ts'

type Group = {
  readonly publicKey: { readonly pk: string }
  readonly tests: readonly {
    readonly tcId: number
    readonly comment: string
    readonly msg: string
    readonly sig: string
    readonly result: 'valid' | 'invalid'
  }[]
}

const FILE = 'wycheproof/ed25519_test.json'

export const signatureVectors = (): SignatureVectors => {
  if (!hasShared(FILE)) return []
  const { testGroups } = JSON.parse(readShared(FILE)) as { testGroups: readonly Group[] }
  return testGroups.flatMap(({ publicKey, tests }) =>
    tests.map(({ tcId, comment, msg, sig, result }) => ({
      name: `${tcId} ${comment}`,
      publicKey: publicKey.pk,
      message: msg,
      signature: sig,
      valid: result === 'valid',
    })),
  )
}
