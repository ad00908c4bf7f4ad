// When an Outbox is to wake: an alarm stands wherever something is owed, and before it is.
import { DELIVER } from '../../core/limits.ts'

/** An alarm set is a row written: one that stands already costs nothing. */
const isAsGood = (stands: number | null, at: number, now: number): boolean =>
  stands !== null && (stands === at || Math.max(stands, at) <= now)

export class OutboxAlarm {
  readonly #storage: DurableObjectStorage
  readonly #due: (now: number) => number | undefined
  /** Calls under way that may leave something owed. */
  #owing = 0

  /** @param due when something is to be done, in ms since the epoch; undefined when nothing is */
  constructor(storage: DurableObjectStorage, due: (now: number) => number | undefined) {
    this.#storage = storage
    this.#due = due
  }

  /** An alarm stands before anything is written that is owed from then on: whatever cuts the work short, somebody comes back to it. */
  async before<T>(work: () => T | Promise<T>): Promise<T> {
    this.#owing++
    try {
      if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(Date.now())
      return await work()
    } finally {
      this.#owing--
    }
  }

  /** @param restMs how long what is due already waits: a run that left it does not come back at once */
  async arm(restMs = 0): Promise<void> {
    const stands = await this.#storage.getAlarm()
    // From reading what is owed to setting the alarm nothing is waited for, so nothing comes between.
    const now = Date.now()
    const next = this.#due(now)
    if (next !== undefined) {
      const at = next > now ? next : now + restMs
      if (!isAsGood(stands, at, now)) await this.#storage.setAlarm(at)
    } else if (this.#owing === 0) await this.#storage.deleteAlarm()
  }

  /** Before a run, for what it may leave. */
  async again(): Promise<void> {
    await this.#storage.setAlarm(Date.now() + DELIVER.REARM_MS)
  }

  /** None stands, or one further off than what is due: a clock that was ahead armed it. */
  async isAmiss(): Promise<boolean> {
    const stands = await this.#storage.getAlarm()
    const now = Date.now()
    return stands === null || stands > Math.max(this.#due(now) ?? Number.POSITIVE_INFINITY, now)
  }
}
