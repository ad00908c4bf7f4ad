// What would be uploaded: Nightdesk beside a Worker with the same libraries, as wrangler.toml deploys it and minified.
import { join } from 'node:path'
import { build, type Size } from './build.ts'
import type { Scene } from './scene.ts'

export type Sizes = Readonly<Record<'nightdesk' | 'libraries', { readonly plain: Size; readonly minified: Size }>>

export const weigh = async ({ builds, configs, folder }: Scene): Promise<Sizes> => {
  const minified = async (name: keyof Sizes, main: string): Promise<Size> =>
    (await build(main, configs[name], join(folder, `minified-${name}`), { minify: true })).size
  return {
    nightdesk: { plain: builds.nightdesk.size, minified: await minified('nightdesk', 'index') },
    libraries: { plain: builds.libraries.size, minified: await minified('libraries', 'libraries') },
  }
}
