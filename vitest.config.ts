// Three projects. `node`: the pure core, the command line, and the built Worker driven from outside. `workerd`: flows and edges on
// the real runtime, with SQLite objects and KV. `alone`: `npm start`, when nothing else runs.
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { abuseDocuments } from './test/support/abuse-documents.ts'
import { hasShared, readShared } from './test/support/shared-data.ts'
import { signatureVectors } from './test/support/signature-vectors.ts'
import { keepTemporaryFilesInMemory } from './test/support/temporary-folder.ts'

const SCHEMA = 'discord/request-subset.closed.json'

/** Ed25519 public key of test/support/discord-client.ts. */
const DISCORD_PUBLIC_KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

keepTemporaryFilesInMemory()

const ALONE = ['test/cli/start.test.ts']

export default defineConfig({
  test: {
    // Some files wait more than they work: on two cores a third worker fills the pauses.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/{core,cli,corpus,bundle,architecture}/**/*.test.ts', 'test/*.test.ts'],
          exclude: ALONE,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Nothing here changes what another file sees; a worker of its own for each file costs a fifth of the run.
          isolate: false,
        },
      },
      {
        test: {
          name: 'alone',
          include: ALONE,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          // After all others: this holds `npm start` to the seconds it promises a person, whose machine does nothing else.
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [
          cloudflareTest({
            main: './src/index.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                ADMIN_TOKEN: 'test-admin-token-of-thirty-two-characters',
                DISCORD_TOKEN: 'test-bot-token',
                DISCORD_PUBLIC_KEY,
                DISCORD_APPLICATION_ID: '1000',
                PUBLIC_URL: 'http://127.0.0.1:8787',
                ALLOW_PRIVATE_NETWORK: 'true',
                DISCORD_API: 'http://127.0.0.1:9/api/v10',
              },
              // Nothing leaves this machine: what a test does not stand in for answers 599.
              outboundService: () => new Response('no network in tests', { status: 599 }),
            },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['test/{flow,edge,fault}/**/*.test.ts'],
          // Files share an isolate, which costs a third of one each; a test that leaves anything behind fails another.
          isolate: false,
          // Three workers share two cores: what takes a second alone may wait for its turn.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // Tests on workerd have no file system.
          provide: {
            abuse: abuseDocuments(),
            discordSchema: hasShared(SCHEMA) ? JSON.parse(readShared(SCHEMA)) : undefined,
            faults: process.env['FAULTS'] === 'all' ? 'all' : 'some',
            signatures: signatureVectors(),
          },
        },
      },
    ],
  },
})
