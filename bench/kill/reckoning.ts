// What arrived where and how often, held against what the Worker itself recorded of its tries, and what of it breaks the promise.
import { PLACES, type Place, type PlaceKind } from './places.ts'
import type { World } from './world.ts'

export type Kills = {
  readonly kills: number
  /** Those that came between what was taken and the word of it. */
  readonly caught: number
}

export type CampaignFigures = Kills & {
  readonly stories: number
  /** Stories times destinations. */
  readonly owed: number
  readonly lost: number
  /** Stories that one place was told of in two different messages, or under two ids. */
  readonly underTwoIds: number
  /** Messages seen again in the bot's channels. */
  readonly repeatedInChannels: number
  /** The same of the worst of the places that drop no repeats. */
  readonly repeatedInForum: number
  readonly repeatedByDiscordWebhook: number
  /** Requests at the signed webhook beyond one for each story, all under the id of the first: its receiver drops them. */
  readonly repeatedAtWebhook: number
  /** Tries that were recorded as ones that may repeat. */
  readonly mayRepeat: number
  /** Repeats that no such record foretold. */
  readonly unrecorded: number
  readonly longestDelayMs: number
}

/** A parcel of the Worker's own history. */
export type Recorded = { readonly id: string; readonly attempts: readonly { readonly may_repeat?: true }[] }

/** One message or request, with the stories it told and the mark or id by which it is known again, where it has one. */
type Arrival = { readonly titles: readonly string[]; readonly at: number; readonly id?: string }

/** The ids of a bot's buttons and menus end with the parcel's. */
const MARK = /"custom_id":"1:(?:[a-z]+:[\w-]{24}|story):([\w-]{24})"/

const messagesAt = ({ discord, published }: World, channel: string): Arrival[] => {
  const titles = [...published.keys()]
  return discord.messages
    .filter(({ channel_id: at }) => (discord.channels.at(at).parent ?? at) === channel)
    .map((message) => {
      const text = JSON.stringify(message)
      const plain = text.replaceAll('\\', '')
      const id = MARK.exec(text)?.[1]
      return {
        // Headlines are told whole; a number is followed by what no number goes on with.
        titles: titles.filter((title) => new RegExp(`${title}(?!\\d)`).test(plain)),
        at: Date.parse(message.timestamp),
        ...(id === undefined ? {} : { id }),
      }
    })
}

const arrivalsAt = (world: World, { kind, channel }: Place): Arrival[] =>
  kind === 'signed webhook'
    ? world.hooks.map(({ title, at, id }) => ({ titles: [title], at, id }))
    : messagesAt(world, channel)

const keyOf = ({ id, titles }: Arrival): string => id ?? titles.join('\n')

const triesThatMayRepeat = (parcels: readonly Recorded[]): number =>
  parcels.flatMap(({ attempts }) => attempts).filter(({ may_repeat }) => may_repeat === true).length

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0)

type PlaceFigures = {
  readonly kind: PlaceKind
  readonly lost: number
  readonly underTwoIds: number
  readonly repeated: number
  readonly unrecorded: number
  readonly mayRepeat: number
  readonly longestDelayMs: number
}

const unrecordedOf = (
  kind: PlaceKind,
  groups: ReadonlyMap<string, readonly Arrival[]>,
  parcels: readonly Recorded[],
): number => {
  if (kind === 'signed webhook') return 0
  const repeats = Array.from(groups, ([key, same]) => ({ key, count: same.length - 1 })).filter(
    ({ count }) => count > 0,
  )
  // A webhook's messages carry no mark: its repeats are held against its records as a whole.
  if (kind === 'Discord webhook') {
    return Math.max(0, sum(repeats.map(({ count }) => count)) - triesThatMayRepeat(parcels))
  }
  return sum(
    repeats.map(({ key, count }) => Math.max(0, count - triesThatMayRepeat(parcels.filter(({ id }) => id === key)))),
  )
}

const reckonPlace = (world: World, place: Place, parcels: readonly Recorded[]): PlaceFigures => {
  const arrivals = arrivalsAt(world, place)
  const groups = Map.groupBy(arrivals, keyOf)
  const stories = Array.from(world.published, ([title, published]) => {
    const told = arrivals.filter(({ titles }) => titles.includes(title))
    const first = Math.min(...told.map(({ at }) => at))
    return { ids: new Set(told.map(keyOf)).size, delay: told.length === 0 ? 0 : first - published }
  })
  return {
    kind: place.kind,
    lost: stories.filter(({ ids }) => ids === 0).length,
    underTwoIds: stories.filter(({ ids }) => ids > 1).length,
    repeated: arrivals.length - groups.size,
    unrecorded: unrecordedOf(place.kind, groups, parcels),
    mayRepeat: triesThatMayRepeat(parcels),
    longestDelayMs: Math.max(0, ...stories.map(({ delay }) => delay)),
  }
}

/** @param histories of the places, in their order; empty while nobody asked */
export const reckon = (
  world: World,
  kills: Kills,
  histories: readonly (readonly Recorded[])[] = [],
): CampaignFigures => {
  const places = PLACES.map((place, index) => reckonPlace(world, place, histories[index] ?? []))
  const repeatedAt = (kind: PlaceKind): number =>
    sum(places.filter((place) => place.kind === kind).map(({ repeated }) => repeated))
  return {
    ...kills,
    stories: world.published.size,
    owed: world.published.size * PLACES.length,
    lost: sum(places.map(({ lost }) => lost)),
    underTwoIds: sum(places.map(({ underTwoIds }) => underTwoIds)),
    repeatedInChannels: repeatedAt('channel'),
    repeatedInForum: repeatedAt('forum'),
    repeatedByDiscordWebhook: repeatedAt('Discord webhook'),
    repeatedAtWebhook: repeatedAt('signed webhook'),
    mayRepeat: sum(places.map(({ mayRepeat }) => mayRepeat)),
    unrecorded: sum(places.map(({ unrecorded }) => unrecorded)),
    longestDelayMs: Math.max(...places.map(({ longestDelayMs }) => longestDelayMs)),
  }
}

/**
 * What of the promise is broken, a sentence each. A kill leaves at most one message in doubt at a place. A channel forgets a nonce after
 * two minutes and can be looked at; a forum and a Discord webhook drop no repeats at all.
 * @param late restarts came after the nonces were forgotten
 */
export const breaches = (figures: CampaignFigures, late: boolean): string[] => {
  const { kills, lost, underTwoIds, unrecorded, repeatedInChannels } = figures
  return [
    ...(lost > 0 ? [`${lost} deliveries were lost`] : []),
    ...(underTwoIds > 0 ? [`${underTwoIds} stories were sent to one place under two ids`] : []),
    ...(!late && repeatedInChannels > 0 ? [`a channel saw ${repeatedInChannels} messages twice`] : []),
    ...(repeatedInChannels > kills ? ['the channels saw more than one repeat for each kill'] : []),
    ...(figures.repeatedInForum > kills ? ['the forum saw more than one repeat for each kill'] : []),
    ...(figures.repeatedByDiscordWebhook > kills ? ['the Discord webhook repeated more than once for each kill'] : []),
    ...(unrecorded > 0 ? [`${unrecorded} repeats were not recorded as \`may repeat\``] : []),
  ]
}
