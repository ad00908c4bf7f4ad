// The ports of delivery: an Outbox's tables, the couriers that go to each kind of place, and what their answers mean.
import type { Digest, DigestEntry } from '../core/alert/digest.ts'
import type { Notice } from '../core/alert/notice.ts'
import type { DigestTurn, Manners, Schedule } from '../core/alert/schedule.ts'
import type { Fingerprint } from '../core/identity.ts'
import type { Alert, AlertState, DestinationKind, Event } from '../core/model.ts'
import type { Clock } from './ports.ts'

export type ParcelState = 'pending' | 'sent' | 'dead' | 'dropped'

/** What a parcel does when it arrives: a message of its own, or a mark on a message that was posted before. */
export type ParcelAct = { readonly kind: 'post' } | { readonly kind: 'edit'; readonly message: string }

/** The only changes of form that a parcel may undergo, and only after the service refused the one before. */
export const PARCEL_FORMS = ['full', 'plain'] as const
export type ParcelForm = (typeof PARCEL_FORMS)[number]

/** One message on its way, fixed before its first try: a retry sends the same bytes under the same id. */
export type Parcel = {
  readonly id: string
  /** JSON, of whatever shape its place takes. */
  readonly body: string
  readonly alerts: readonly string[]
  readonly created: number
  readonly tries: number
  readonly replayOf?: string
  /** Absent = a post. */
  readonly act?: ParcelAct
  /** The message that it answers. */
  readonly answers?: string
  /** Absent = full. */
  readonly form?: ParcelForm
  readonly digest?: DigestPage
} & ParcelMarks

/** What became of a parcel's tries so far. */
export type ParcelMarks = {
  /** Tries that were answered with a failure; absent = none. */
  readonly failures?: number
  /** Answers of 500 to the body as it is. */
  readonly errors?: number
  /** When the first try was made of which nobody knows whether it arrived; ms since the epoch. */
  readonly doubtSince?: number
  /** It may have arrived, and nothing will drop a repeat. */
  readonly mayRepeat?: true
  /** Younger ones go through where it fails: it holds nobody up any more. */
  readonly aside?: true
  /** Not tried before; ms since the epoch. Others are. */
  readonly notBefore?: number
  /** When a try began that has no recorded end: its run was killed. */
  readonly cutShort?: number
}

/** A digest that is due since `at`, in ms since the epoch. */
export type DueTurn = DigestTurn & { readonly at: number }

export type DigestPage = DigestTurn & { readonly page: number }

/** What a service's answer says of the allowance it was taken from. */
export type Bucket = { readonly remaining: number; readonly resetAfterMs: number; readonly limit?: number }

export type SendOutcome =
  | {
      readonly outcome: 'sent'
      readonly status: number
      readonly message?: string
      readonly pauseMs?: number
      readonly bucket?: Bucket
      /** It was taken, and is to be the last one: why. */
      readonly last?: string
    }
  /** The service asks for patience; nothing is wrong. `shared`: others spent the allowance too, and it may be a hidden one. */
  | {
      readonly outcome: 'limited'
      readonly reason: string
      readonly status: number
      readonly afterMs: number
      readonly scope?: 'user' | 'shared'
      readonly bucket?: Bucket
    }
  /** It was not taken, and may be later. */
  | { readonly outcome: 'later'; readonly reason: string; readonly status?: number; readonly afterMs?: number }
  /** Nobody knows whether it was taken: a timeout, a cut connection, 500, 502, 504. */
  | { readonly outcome: 'unknown'; readonly reason: string; readonly status?: number }
  /** Not in this form: a plainer one may be taken. */
  | { readonly outcome: 'malformed'; readonly reason: string; readonly status: number }
  /** This parcel will never be taken. */
  | { readonly outcome: 'refused'; readonly reason: string; readonly status: number }
  /** The message to be marked is no longer there, or can no longer be marked: nobody's fault. */
  | { readonly outcome: 'unmarkable'; readonly reason: string; readonly status: number }
  /** This destination will never take anything again. */
  | { readonly outcome: 'gone'; readonly reason: string; readonly status: number }
  /** Nobody's fault here: the bot's token or address is turned away. */
  | { readonly outcome: 'gate'; readonly reason: string; readonly status: number; readonly forMs: number }

/** What a look at the place says of a parcel: it is there under this id, it is not, or nobody may look. */
export type LookOutcome =
  | { readonly found: 'there'; readonly message: string }
  | { readonly found: 'absent' }
  | { readonly found: 'unseen'; readonly reason: string }
  /** Not now: the service is busy or silent, or turns everybody away (`gate`). */
  | { readonly found: 'later'; readonly sent: Extract<SendOutcome, { outcome: 'later' | 'gate' }> }

/** How one kind of destination packs alerts and sends parcels. */
export type Courier = {
  readonly kind: DestinationKind
  /** How many of these waiting alerts, oldest first, share the next parcel: at least one. */
  readonly fits: (alerts: readonly Alert[]) => number
  readonly pack: (id: string, alerts: readonly Alert[], now: number) => string
  /** How many of these entries, in order, go into one message of a digest: at least one. */
  readonly fitsDigest?: (entries: readonly DigestEntry[]) => number
  readonly packDigest?: (id: string, digest: Digest, now: number) => string
  /** Undefined when places of this kind take no such notice. */
  readonly packNotice: (id: string, notice: Notice, now: number) => string | undefined
  /** The same parcel in the plainest form this place takes; undefined when there is none plainer. */
  readonly plain?: (body: string) => string | undefined
  readonly send: (parcel: Parcel, now: number) => Promise<SendOutcome>
  /** Looks whether a parcel of unknown outcome has arrived; absent where a place cannot be looked at. */
  readonly look?: (parcel: Parcel) => Promise<LookOutcome>
  /**
   * The body of the message that carried earlier alerts, with the story of one marked as changed, or with who else told it where the
   * alert is of no change; absent where messages cannot be edited.
   */
  readonly packEdit?: (
    earlier: Pick<Posted, 'body' | 'isDigest'>,
    alert: Alert,
    carried: readonly Alert[],
  ) => string | undefined
  /** An answer to an earlier message, that says what changed; absent where messages cannot be answered. */
  readonly packReply?: (id: string, change: Alert, message: string, now: number) => string
}

/** Why an Outbox is to leave a rule's matches out. */
export type LeftOut = 'gone' | 'paused' | 'snoozed'

export type Clearance = {
  readonly open: boolean
  readonly until?: number
  /** This run is to say how it went: others wait for word whether the token is good. */
  readonly report?: boolean
  /** Rules, of those asked about, that still live and are neither paused nor snoozed. */
  readonly live: readonly string[]
  /** Why the others do not. */
  readonly leftOut?: Readonly<Record<string, LeftOut>>
  /** What the destination wants to hear of; absent = everything. */
  readonly events?: readonly Event[]
}

export type WaitingAlert = { readonly alert: Alert; readonly received: number }

/** With those of its alerts that are to be named anew. */
export type Retold = Posted & { readonly retold: readonly Alert[] }

/** A rule that an alert is not told to, and why. */
export type LeftOutRule = { readonly rule: string; readonly reason: string }

/** Alerts that no parcel carries yet. */
export type AlertStore = {
  /** Alerts that are due by themselves, oldest first. One that cannot be read is reported, settled and left out. */
  waiting(now: number, limit: number): readonly WaitingAlert[]
  /** The rules of all that is due. */
  rulesWaiting(now: number): readonly string[]
  /** Digests that are due. */
  turns(now: number): readonly DueTurn[]
  /** What waits for one of them, oldest first. */
  waitingFor(turn: DueTurn, limit: number): readonly WaitingAlert[]
  hold(alert: string, schedule: Schedule): void
  /** Ends an alert without sending. */
  settleAlert(alert: string, state: AlertState, reason: string): void
  /** The alert is for the rules that it still has; these others end as dropped. */
  leaveOut(alert: Alert, rules: readonly LeftOutRule[]): void
  /** What other sources told, and was merged into those of these alerts that are dead and told nobody, waits again. */
  giveBack(alerts: readonly string[], now: number): void
  /**
   * Whether the owner wants to hear no more of its story or its source for now: then it has its end. Where it is the source alone,
   * what other sources told of the same story, and was merged into it, waits again.
   */
  dropIfMuted(alert: Alert, now: number): boolean
}

/** A message that was posted, as it reads now. */
export type Posted = {
  readonly message: string
  readonly body: string
  readonly carried: readonly Alert[]
  /** It told them in short. */
  readonly isDigest?: true
}

export type ParcelStore = {
  /** Fixes a parcel: its body and what it decides the end of, in one transaction, before the first try. */
  fix(parcel: Parcel, decides?: readonly string[]): void
  /** One transaction: what belongs together is written whole or not at all. */
  together(work: () => void): void
  /** The oldest that may be tried now, of those younger than `after`; one that cannot be read is reported, settled and left out. */
  next(now: number, after?: string): Parcel | undefined
  /** So many that may be tried now, younger than `after`, oldest first. */
  younger(now: number, after: string, limit: number): readonly Parcel[]
  /** The same of those that stand aside. */
  nextAside(now: number): Parcel | undefined
  /** Pending ones that were fixed before. */
  overdue(before: number): readonly Pick<Parcel, 'id' | 'alerts' | 'aside'>[]
  attempt(parcel: string, at: number): void
  /** Records the end of a try that a kill left open. */
  closeAttempt(parcel: string, detail: AttemptDetail): void
  settle(parcel: string, state: ParcelState, detail: AttemptDetail): void
  /** Ends a parcel without a try. */
  bury(parcel: string, state: ParcelState, reason: string): void
  /** The try did not end it: the parcel stays pending. */
  keep(parcel: string, detail: AttemptDetail, marks?: ParcelMarks): void
  mark(parcel: string, marks: ParcelMarks): void
  /** From now on it goes in this, plainer form. */
  degrade(parcel: string, body: string): void
  /** Edits are not tried before. */
  pauseEdits(until: number): void
  /** Alerts' messages that are due and were surely not taken wait until then, but for replays; ms since the epoch. */
  holdParcels(until: number, now: number): void
  /** When the last messages were taken, newest first, with those that may have been; ms since the epoch. */
  sends(limit: number): readonly number[]
  /** Messages taken since, and those fixed that are still to go: the cap counts both. */
  countedForCap(since: number): number
  /** Pages of a digest that were fixed. */
  pages(turn: DigestTurn): number
}

/** The messages that people can see; edits and answers are none. */
export type PostedStore = {
  /** Those that told an earlier state of a story, newest first. */
  posted(story: string, before: string, limit: number): readonly Posted[]
  /** Alerts that another source told as well after their message had left, and the messages that carry them. */
  retold(): { readonly alerts: readonly string[]; readonly posted: readonly Retold[] }
  /** Nothing more is to be done about these. */
  named(alerts: readonly string[]): void
}

/** How the destination stands. */
export type Standing = {
  /** Failures in a row. */
  readonly failures: number
  /** The end of the wait, in ms since the epoch; 0 = none. */
  readonly next: number
  /** When the wait was set: a clock that stands before has gone back, and the wait says nothing. */
  readonly set?: number
  /** Since the last success: the first failure, and what failed. */
  readonly failing?: { readonly since: number; readonly tries: number; readonly parcels: readonly string[] }
}

/** A limit that no header tells: at most so many messages in a window of so many ms, believed until then. */
export type HiddenLimit = {
  readonly limit: number
  readonly windowMs: number
  readonly until: number
  /** No window that began before is open any more: the next begins with the next message. Absent = nobody knows. */
  readonly since?: number
  /** It holds for any stretch of that length, wherever it begins. */
  readonly sliding?: true
}

export type StandingStore = {
  standing(): Standing
  setStanding(standing: Standing): void
  hiddenLimit(): HiddenLimit | undefined
  setHiddenLimit(limit: HiddenLimit): void
  disable(reason: string): void
  disabled(): string | undefined
}

export type OutboxStore = AlertStore & ParcelStore & PostedStore & StandingStore

export type AttemptDetail = {
  readonly at: number
  readonly outcome: SendOutcome['outcome']
  readonly reason: string
  readonly status?: number
  readonly ms: number
  readonly message?: string
}

export type OutboxPorts = {
  readonly destination: string
  readonly clock: Clock
  /** 0..1, for jitter. */
  readonly random: () => number
  readonly store: OutboxStore
  readonly courier: Courier
  readonly manners: Manners
  readonly fingerprint: Fingerprint
  /** A fresh id for a parcel; it is stored with the parcel before the first try, so that every try has the same. */
  readonly newId: () => string
  /** Undefined when the Desk does not answer in time. */
  readonly clear: (rules: readonly string[]) => Promise<Clearance | undefined>
  readonly closeGate: (reason: string, forMs: number) => Promise<void>
  /** A delivery went through; a probe's success opens the gate for all. */
  readonly passed: () => Promise<void>
}
