// What would be uploaded: Nightdesk beside a Worker with the same libraries, both as wrangler.toml deploys them.
import type { Size } from './build.ts'
import type { Scene } from './scene.ts'

export type Sizes = Readonly<Record<'nightdesk' | 'libraries', Size>>

export const sizesOf = ({ builds: { nightdesk, libraries } }: Scene): Sizes => ({
  nightdesk: nightdesk.size,
  libraries: libraries.size,
})
