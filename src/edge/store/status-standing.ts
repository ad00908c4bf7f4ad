// Which status channels take nothing: what they should tell is told elsewhere as well.
import type { Owner } from '../../core/model.ts'
import type { DeskStore } from './desk-store.ts'
import type { Facts } from './facts.ts'
import { downStatus } from './farewell.ts'

type Down = { readonly channel: string; readonly reason: string }

export const statusStanding = (facts: Facts, { owners }: DeskStore) => {
  const downOf = (owner: Owner): Down | undefined => facts.get<Down>(downStatus(owner))
  return {
    /** Another channel since has turned nothing away yet. */
    isDown: (owner: Owner): boolean => {
      const channel = owners.statusChannel(owner)
      return channel !== undefined && downOf(owner)?.channel === channel
    },
    /** True when this is news. @param reason absent = it takes messages again */
    turn: (owner: Owner, reason: string | undefined): boolean => {
      const channel = owners.statusChannel(owner)
      const before = downOf(owner)
      if (reason === undefined || channel === undefined) facts.remove(downStatus(owner))
      else facts.set(downStatus(owner), { channel, reason })
      return reason === undefined
        ? before?.channel === channel
        : before?.channel !== channel || before?.reason !== reason
    },
  }
}
