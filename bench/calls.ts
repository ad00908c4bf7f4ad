// The calls that every table is made of, and the names of its lines.
import type { Side } from './measure.ts'
import type { Clock } from './scene.ts'
import type { Workerd } from './workerd.ts'
import type { World } from './world.ts'

/** Sources due in a cron round: what a first installation watches. */
export const SOURCES = 10

export const NAMES = {
  ping: 'PING interaction, signed',
  idleRound: 'cron round, nothing due',
  quietRound: `cron round, ${SOURCES} sources due, all 304`,
  quietPoll: 'quiet poll, 304',
  dullPoll: 'busy poll, 10 new of 30, none matches',
  busyPoll: 'busy poll, 10 new of 30, 3 delivered',
  start: 'start of a process',
} as const

export const requestTo = (subject: Workerd): Side => ({
  subject,
  call: async () => {
    await (await fetch(subject.origin)).text()
  },
})

export const cronOf = (subject: Workerd, next: Clock): Side => ({ subject, call: () => subject.cron(next()) })

/** A cron round that must poll all the quiet sources of its desk. */
export const roundOn = (subject: Workerd, world: World, next: Clock): Side => ({
  subject,
  call: async () => {
    const before = world.notModified()
    await subject.cron(next())
    const polled = world.notModified() - before
    if (polled !== SOURCES) throw new Error(`a cron round should poll ${SOURCES} sources, but polled ${polled}`)
  },
})
