// Synthetic stories in a wire's manner, in our own words, as documents of every kind.

export type Story = { readonly id: string; readonly title: string; readonly lead: string; readonly date: string }

export const story = (number: number, title: string, lead: string): Story => ({
  id: `https://wire.example/stories/${number}`,
  title,
  lead,
  date: new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString(),
})

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export const rss = (stories: readonly Story[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>${stories
    .map(
      ({ id, title, lead, date }) =>
        `<item><guid>${id}</guid><link>${id}</link><title>${escaped(title)}</title><description>${escaped(lead)}</description><pubDate>${new Date(date).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`

export const WIRE: readonly Story[] = [
  story(
    4,
    'Harbour cranes repaired',
    'Pyongyang, November 1 (KCNA) -- Workers of the Rason harbour repaired four cranes.',
  ),
  story(
    3,
    'Missile brigade honoured',
    'Pyongyang, November 1 (KCNA) -- A missile brigade received a banner for its training.',
  ),
  story(2, 'Choir visits Wonsan', 'Pyongyang, November 1 (KCNA) -- A choir sang for builders in Wonsan.'),
  story(
    1,
    'Rocket museum opens',
    'Pyongyang, November 1 (KCNA) -- A museum of rocket science opened its doors to pupils.',
  ),
]
