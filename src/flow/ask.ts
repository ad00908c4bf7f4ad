// Where a list is asked for: at the source's own address, or where permanent redirects have led three times in a row.
import { POLL } from '../core/limits.ts'
import type { FetchOutcome, Validators, WirePorts } from './ports.ts'

/** The remembered address, while the one that was given needs no new look. */
const rememberedAddress = ({ store, clock }: WirePorts): string | undefined => {
  const move = store.move()
  const known = move !== undefined && move.times >= POLL.MOVED_AFTER && clock() - move.checked < POLL.MOVED_RECHECK_MS
  return known ? move.to : undefined
}

/** Three equal answers in a row make a move; a source that answers itself again has not moved. */
const noteMove = ({ store, run, clock }: WirePorts, to: string | undefined): void => {
  const known = store.move()
  if (to !== undefined) {
    const times = known?.to === to ? Math.min(known.times + 1, POLL.MOVED_AFTER) : 1
    store.setMove(run, { to, times, checked: clock() })
  } else if (known !== undefined) store.setMove(run, undefined)
}

/** Where nobody answers any more, the given address is asked again at the next turn. */
const doubtMove = ({ store, run }: WirePorts): void => {
  const known = store.move()
  if (known !== undefined) store.setMove(run, { ...known, checked: 0 })
}

export const askForList = async (wire: WirePorts, validators: Validators): Promise<FetchOutcome> => {
  const remembered = rememberedAddress(wire)
  const lead = wire.store.lead()
  const answer = await wire.fetch(remembered ?? lead ?? wire.source.url, validators)
  if (lead !== undefined && answer.outcome === 'failed') wire.store.setLead(wire.run, undefined)
  if (remembered === undefined) {
    if (answer.outcome !== 'failed') noteMove(wire, answer.movedTo)
  } else if (answer.outcome === 'failed') doubtMove(wire)
  return answer
}
