// What the Desk tells by itself: silence to the destinations that asked for it, changes and the day to the operator's channel, and to a
// server's status channel what becomes of its own sources and destinations; where there is none, with its next command.
import type { Notice } from '../../core/alert/notice.ts'
import {
  brokenSentence,
  dailyLine,
  destinationSentence,
  gateSentence,
  quotaSentence,
  sourceSentence,
} from '../../core/alert/ops.ts'
import { DESK, UNITS } from '../../core/limits.ts'
import type { Destination, Owner, Source } from '../../core/model.ts'
import type { SourceHealth } from '../../flow/ports.ts'
import type { DeskStore } from './desk-store.ts'
import type { Facts } from './facts.ts'
import { statusOutbox } from './farewell.ts'
import { noticeQueue, type SendNotices } from './notices.ts'
import { opsOf } from './ops.ts'
import { statusStanding } from './status-standing.ts'

/** The Outbox of the operator's channel. */
export const OPS_OUTBOX = 'ops'

export type Bulletin = ReturnType<typeof bulletinOf>

/** Of a server's own source, as its status channel is told; apart from what the operator is told of the same. */
const subjectAtHome = (source: string): string => `own source ${source}`

/** @param hasOps whether there is an operator's channel */
export const bulletinOf = (facts: Facts, store: DeskStore, hasOps: () => boolean, send: SendNotices) => {
  const queue = noticeQueue(facts, send)
  const say = (subject: string, text: string, to = OPS_OUTBOX): void =>
    queue.add([{ destination: to, notice: { kind: 'ops', subject, text } }])
  /** What was held back is for nobody once the server's channel is taken away. */
  const sayThere = (subject: string, text: string, to?: string): void => {
    if (to === undefined || isThere(to)) say(subject, text, to)
  }
  const isThere = (status: string): boolean => store.owners.withStatus().some((owner) => statusOutbox(owner) === status)
  const ops = opsOf(facts, sayThere)
  const status = statusStanding(facts, store)

  /** For the operator's channel, where there is one. */
  const turned = (subject: string, state: string, text: string, now: number): void => {
    if (hasOps()) ops.turned({ subject, state, text }, now)
  }

  /** For the next command of a server whose own source it is. */
  const addSourceNews = ({ id, owner, name }: Source, { state, evidence }: SourceHealth): void => {
    const found = state === 'ok' || evidence === undefined ? {} : { evidence }
    store.owners.addNews(owner, { kind: 'source', source: id, name, state, ...found })
  }

  /**
   * For the status channel of the server whose own source it is; without one that takes messages, for its next command. Without one
   * nothing is remembered of what was told there, and the next one hears anew.
   */
  const turnedAtHome = (source: Source, before: SourceHealth | undefined, health: SourceHealth, now: number): void => {
    const { id, owner, name } = source
    const { state, evidence } = health
    if (owner === 'operator') return
    const subject = subjectAtHome(id)
    const hasChannel = store.owners.statusChannel(owner) !== undefined
    if (hasChannel)
      ops.turned({ subject, state, text: sourceSentence(name, state, evidence), to: statusOutbox(owner) }, now)
    else ops.forget(subject)
    if ((!hasChannel || status.isDown(owner)) && state !== (before?.state ?? 'ok')) addSourceNews(source, health)
  }

  /** Destinations of everybody who sees the source and asked for word of it. */
  const listeners = (source: Source): string[] =>
    store.destinations
      .all()
      .filter(({ events }) => events.includes('source'))
      .filter(({ owner }) => source.owner === 'operator' || source.owner === owner)
      .map(({ id }) => id)

  const silenceNotice = (source: Source, before: SourceHealth | undefined, now: SourceHealth): Notice | undefined => {
    const { silence, state } = now
    if ((before?.silence === undefined) === (silence === undefined)) return undefined
    const named = { kind: 'source.silent', source: { id: source.id, name: source.name } } as const
    if (silence === undefined) return { ...named, state: 'ok', since: now.since }
    const { since, lastItem, usualGapMinutes } = silence
    return { ...named, state, since, lastItem, usualGapMinutes }
  }

  const sayElsewhere = (
    { id, owner, name }: Pick<Destination, 'id' | 'owner' | 'name'>,
    disabled: string | undefined,
    now: number,
  ): void => {
    const text = destinationSentence(name, disabled)
    turned(`destination ${id}`, disabled === undefined ? 'ok' : 'disabled', text, now)
    if (owner !== 'operator')
      store.owners.addNews(owner, { kind: 'destination', name, ...(disabled === undefined ? {} : { disabled }) })
  }

  return {
    nextAt: queue.nextAt,
    flush: queue.flush,
    count: ops.count,
    sourceTurned: (source: Source, before: SourceHealth | undefined, health: SourceHealth, now: number): void => {
      const notice = silenceNotice(source, before, health)
      if (notice !== undefined) queue.add(listeners(source).map((destination) => ({ destination, notice })))
      const text = sourceSentence(source.name, health.state, health.evidence)
      turned(`source ${source.id}`, health.state, text, now)
      turnedAtHome(source, before, health, now)
    },
    sourceRemoved: (owner: Owner, id: string): void => {
      store.owners.dropNews(owner, id)
      ops.forget(`source ${id}`)
      ops.forget(subjectAtHome(id))
    },
    /** @param closed why, when the gate is closed */
    gateTurned: (closed: string | undefined, now: number): void => {
      turned('gate', closed === undefined ? 'ok' : 'closed', gateSentence(closed), now)
    },
    /** Told in the server's status channel, else in the operator's; without one of its own, also with the owner's next command. */
    destinationTurned: (destination: Destination, disabled: string | undefined, now: number): void => {
      const { id, owner, name } = destination
      const text = destinationSentence(name, disabled)
      if (store.owners.statusChannel(owner) !== undefined) {
        const subject = `destination ${id}\n${disabled ?? 'ok'}\n${now}`
        say(subject, text, statusOutbox(owner))
        if (!status.isDown(owner)) return
      }
      sayElsewhere({ id, owner, name }, disabled, now)
    },
    /** A status channel takes nothing any more, or does again: so is word of what it could not be told. */
    statusTurned: (owner: Owner, disabled: string | undefined, now: number): void => {
      const channel = store.owners.statusChannel(owner)
      if (!status.turn(owner, disabled) || channel === undefined) return
      sayElsewhere({ id: statusOutbox(owner), owner, name: `<#${channel}>` }, disabled, now)
      if (disabled === undefined) return
      for (const one of store.destinations.of(owner)) {
        const stopped = store.destinations.disabled(one.id)
        if (stopped !== undefined) sayElsewhere(one, stopped, now)
      }
      for (const { source, health } of store.sources.entries()) {
        if (source.owner === owner && health !== undefined && health.state !== 'ok') addSourceNews(source, health)
      }
    },
    quotaTurned: (spent: boolean, now: number): void => {
      turned('kv-writes', spent ? 'spent' : 'ok', quotaSentence(spent, DESK.KV_WRITES_PER_DAY), now)
    },
    /** @param broken ids of the rules that were left out of the ruleset */
    rulesTurned: (broken: readonly string[], now: number): void => {
      turned('rules', broken.length === 0 ? 'ok' : broken.join(' '), brokenSentence(broken), now)
    },
    /** Each minute. @param slot ms since the epoch, of the cron's minute */
    minute: (slot: number, now: number, states: () => Readonly<Record<string, number>>): void => {
      ops.review(now)
      const day = ops.closeDay(slot)
      if (day === undefined || !hasOps()) return
      const hours = Math.max(1, Math.round((slot - day.since) / UNITS.HOUR))
      const waiting = store.destinations.owed().pending
      say(`daily\n${slot}`, dailyLine({ ...day, hours, waiting, sources: states() }))
    },
  }
}
