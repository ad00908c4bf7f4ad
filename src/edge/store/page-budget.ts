// Pages a day from one host, beside the lists (docs/design.md, section 8): what is granted, and what had to be refused.
import { COMPLETE } from '../../core/limits.ts'
import type { DeskStore } from './desk-store.ts'
import type { Facts } from './facts.ts'

type Refused = { readonly day: string; readonly hosts: Readonly<Record<string, number>> }

const capOf = (host: string): number =>
  host === 'kcna.kp' || host.endsWith('.kcna.kp') ? COMPLETE.PAGES_PER_HOST_DAY_KCNA : COMPLETE.PAGES_PER_HOST_DAY

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

export const pageBudgetOf = (facts: Facts, hosts: DeskStore['hosts']) => {
  const refusedOn = (day: string): Refused['hosts'] => {
    const refused = facts.get<Refused>('pages-refused')
    return refused?.day === day ? refused.hosts : {}
  }
  return {
    /** How many of the pages that a Wire wants from this address's host may be fetched today. */
    grant: (url: string, wanted: number, now: number): number => {
      const { host } = new URL(url)
      const day = dayOf(now)
      const granted = hosts.take(host, day, wanted, capOf(host))
      if (granted < wanted) {
        const known = refusedOn(day)
        facts.set('pages-refused', { day, hosts: { ...known, [host]: (known[host] ?? 0) + wanted - granted } })
      }
      return granted
    },
    /** Pages refused today, of all hosts. */
    refused: (now: number): number => Object.values(refusedOn(dayOf(now))).reduce((sum, pages) => sum + pages, 0),
  }
}

export type PageBudget = ReturnType<typeof pageBudgetOf>
