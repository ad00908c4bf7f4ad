// The stories of the practice wire: invented, in the manner of a state news agency (dateline, self-contained lead, `-0-`).
// Places, units and events are fiction. Five of the twelve are what the local desk's rules look for. The wire tells them
// over and over; each edition has its own places and numbers, so that no story is the same story twice.

/** Nobody's agency: a practice story must not pass for a real one. */
export const AGENCY = 'Practice'

const PLACES = ['Haesong', 'Ryongam', 'Sangok', 'Pyolmuri', 'Unhari', 'Kumbit', 'Anbyol', 'Chongnae'] as const
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const PYONGYANG_OFFSET_MS = 9 * 60 * 60 * 1_000
/** Between the name of a story's place and that of the next one. */
const STRIDE = 3

export type Setting = {
  readonly place: string
  readonly other: string
  readonly unit: number
  readonly edition: number
}

type Told = { readonly title: string; readonly paragraphs: readonly [string, ...string[]] }
type Seed = (setting: Setting) => Told

export type Story = Told & {
  /** Counts from 1 and never starts again. */
  readonly number: number
  /** Milliseconds. */
  readonly published: number
  readonly dateline: string
}

const SEEDS: readonly [Seed, ...Seed[]] = [
  ({ place, unit }) => ({
    title: `Potato Harvest Over on ${place} Farm No. ${unit}`,
    paragraphs: [
      `Farmers of ${place} Farm No. ${unit} have brought in the last potatoes of the year, nine days ahead of plan.`,
      'Storehouses in the valley were repaired in good time, and the seed potatoes for spring have been set aside.',
    ],
  }),
  ({ place, unit }) => ({
    title: `Coastal Defence Unit ${unit} Conducts Test-fire of Missiles off ${place}`,
    paragraphs: [
      `Coastal Defence Unit ${unit} conducted a test-fire of surface-to-ship missiles off ${place} at dawn, and both missiles struck a raft at a distance of 96 kilometres.`,
      'The drill was meant to check how fast the unit can move from its march column to its firing position.',
      'Fishing boats had been asked to keep away from the waters until noon.',
    ],
  }),
  ({ place, unit }) => ({
    title: `Choir of ${unit + 30} Schoolchildren Sings for ${place} Miners`,
    paragraphs: [
      `A choir of ${unit + 30} schoolchildren from ${place} sang for coal miners and their families on Sunday evening.`,
      'The programme ended with a song that the children had written about the night shift.',
    ],
  }),
  ({ place, other, unit }) => ({
    title: `${place} Dam to Open ${unit} Floodgates`,
    paragraphs: [
      `The water control office said that ${unit} floodgates of the ${place} dam will be opened from midnight, as heavy rain has filled the reservoir above its summer mark.`,
      `People downstream as far as ${other} were told to stay off the river banks until Thursday.`,
    ],
  }),
  ({ place, other, unit }) => ({
    title: `Rocket Beats ${other} in Round ${unit} of Football Cup`,
    paragraphs: [
      `Rocket, the football team of the ${place} machine plant, won round ${unit} of the county cup with a goal in the last minute.`,
      'The plant had given its workers the afternoon off.',
    ],
  }),
  ({ place, unit }) => ({
    title: `${place} Textile Mill Saves ${unit} Tons of Coal a Month`,
    paragraphs: [
      `Technicians of the ${place} textile mill have rebuilt its boilers so that they need ${unit} tons of coal a month less.`,
      'Two other mills have sent people to see how it was done.',
    ],
  }),
  ({ place, unit }) => ({
    title: `Destroyer No. ${unit} Launched at ${place} Shipyard`,
    paragraphs: [
      `A new destroyer was launched at the ${place} shipyard, the builders said, ${unit} months after its keel was laid.`,
      'Fitting out will go on through the winter, and sea trials are planned for spring.',
    ],
  }),
  ({ place, unit }) => ({
    title: `Table Tennis Hall No. ${unit} Opens in ${place}`,
    paragraphs: [
      `Hall No. ${unit} of the county, with sixteen table tennis tables, has opened in ${place} next to the public bath.`,
      'Lessons for beginners are given every day after school.',
    ],
  }),
  ({ place, other, unit }) => ({
    title: `Freight Train No. ${unit} Crosses Bridge at ${place}`,
    paragraphs: [
      `Freight train No. ${unit} has crossed the border at ${place} with wagons of fertilizer, after two years without trade on that line.`,
      `A second train will leave ${other} at the end of the week.`,
    ],
  }),
  ({ place, unit }) => ({
    title: `Weather Satellite Institute Reports ${unit} Days of Trials`,
    paragraphs: [
      `The ${place} institute said its weather satellite has passed ${unit} days of trials in the vacuum chamber and is ready to be put on its carrier.`,
      'No date was given for the launch.',
    ],
  }),
  ({ place, unit }) => ({
    title: `Cooks of ${unit} Restaurants Compete over Cold Noodles`,
    paragraphs: [
      `Cooks of ${unit} restaurants met in ${place} to see who makes the best cold noodles of the county.`,
      'The jury took two hours and finished every bowl.',
    ],
  }),
  ({ place, unit }) => ({
    title: `Hospital in ${place} Trains ${unit} Midwives`,
    paragraphs: [
      `The county hospital of ${place} has trained ${unit} midwives for mountain villages since the spring.`,
      'They will visit every household with a newborn twice a week.',
    ],
  }),
]

/** How many stories make one edition: what `--once` plays. */
export const EDITION = SEEDS.length

const settingOf = (number: number): Setting => {
  const edition = Math.ceil(number / EDITION)
  const at = number * STRIDE + edition
  const place = (offset: number): string => PLACES[(at + offset) % PLACES.length] ?? PLACES[0]
  return { place: place(0), other: place(1), unit: 6 + edition, edition }
}

/** `Haesong, November 23 (Practice)`: the day is Pyongyang's. */
const datelineOf = (place: string, published: number): string => {
  const day = new Date(published + PYONGYANG_OFFSET_MS)
  return `${place}, ${MONTHS[day.getUTCMonth()]} ${day.getUTCDate()} (${AGENCY})`
}

/** The story of this number (from 1), as the wire tells it at this moment (milliseconds). */
export const storyOf = (number: number, published: number): Story => {
  const setting = settingOf(number)
  const seed = SEEDS[(number - 1) % EDITION] ?? SEEDS[0]
  return { ...seed(setting), number, published, dateline: datelineOf(setting.place, published) }
}

/** The story as a later look finds it: with another headline, under the same address. */
export const revisedStory = (story: Story): Story => ({
  ...story,
  title: story.title.replace('Launched', 'Put to Sea'),
})

/** Plain text: dateline, paragraphs, end mark. */
export const textOf = ({ dateline, paragraphs }: Story): readonly string[] => {
  const [lead, ...rest] = paragraphs
  const all = [`${dateline} -- ${lead}`, ...rest]
  return all.map((paragraph, index) => (index === all.length - 1 ? `${paragraph} -0-` : paragraph))
}
