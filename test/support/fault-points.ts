// Every step at which a run can be cut: each storage statement, each change of an alarm, each call of another object and each fetch,
// numbered in the order in which they happen. One of them can be made to fail, to be the last thing that happens, or to hang.

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

/**
 * `before`: the step fails and nothing of it happened. `after`: it happened, and then failed. `crash`: neither it nor anything after it
 * happens. `hang`: it happened, and no answer ever comes.
 */
export const FAULTS = ['before', 'after', 'crash', 'hang'] as const
export type Fault = (typeof FAULTS)[number]

export type Step = { readonly kind: 'statement' | 'alarm' | 'call' | 'fetch'; readonly name: string }

type Patch = { readonly target: object; readonly name: string; readonly original: unknown }

export class FaultPoints {
  readonly steps: Step[] = []
  /** The fault's step was reached. */
  reached = false
  #armed: { readonly at: number; readonly fault: Fault } | undefined
  #dead = false
  #counting = false
  #aside = false
  readonly #patches: Patch[] = []

  /** From now on steps count; one of them, if given, goes wrong. @param at from 0 */
  arm(at?: number, fault?: Fault): void {
    this.steps.length = 0
    this.reached = false
    this.#dead = false
    this.#counting = true
    this.#armed = at === undefined || fault === undefined ? undefined : { at, fault }
  }

  /** The process has died: nothing of it happens any more. */
  get dead(): boolean {
    return this.#dead
  }

  /** From now on everything goes well. */
  disarm(): void {
    this.#counting = false
    this.#armed = undefined
    this.#dead = false
  }

  /** What a test itself does to objects is no step. */
  aside<T>(ask: () => T): T {
    this.#aside = true
    try {
      return ask()
    } finally {
      this.#aside = false
    }
  }

  /** One step that answers at once. */
  now<T>(step: Step, act: () => T): T {
    const fault = this.#next(step)
    if (fault === undefined) return act()
    if (fault === 'before' || fault === 'crash') throw new Error(`cut before ${step.name}`)
    act()
    throw new Error(`cut after ${step.name}`)
  }

  /** One step that is waited for. */
  async later<T>(step: Step, act: () => Promise<T>): Promise<T> {
    const fault = this.#next(step)
    if (fault === undefined) return act()
    if (fault === 'before' || fault === 'crash') throw new Error(`cut before ${step.name}`)
    await act()
    if (fault === 'hang') await scheduler.wait(60_000)
    throw new Error(`cut after ${step.name}`)
  }

  #next(step: Step): Fault | undefined {
    if (!this.#counting || this.#aside) return undefined
    if (this.#dead) return 'crash'
    const number = this.steps.push(step) - 1
    if (this.#armed?.at !== number) return undefined
    this.reached = true
    this.#dead = this.#armed.fault === 'crash' || this.#armed.fault === 'hang'
    return this.#armed.fault
  }

  /** Puts the points into the platform's own classes, for every object of this isolate. */
  async install(): Promise<void> {
    const points = this
    await runInDurableObject(env.DESK.get(env.DESK.idFromName('desk')), (_object, { storage }) => {
      const sql = Object.getPrototypeOf(storage.sql) as { exec: (...args: unknown[]) => unknown }
      this.#patch(sql, 'exec', function (this: unknown, original, args) {
        const name = String(args[0]).trim().split(/\s+/).slice(0, 3).join(' ')
        return points.now({ kind: 'statement', name }, () => original.apply(this, args))
      })
      const store = Object.getPrototypeOf(storage) as object
      for (const name of ['setAlarm', 'deleteAlarm']) {
        this.#patch(store, name, function (this: unknown, original, args) {
          return points.later({ kind: 'alarm', name }, async () => original.apply(this, args))
        })
      }
    })
    const namespace = Object.getPrototypeOf(env.DESK) as object
    this.#patch(namespace, 'get', function (this: unknown, original, args) {
      const stub = original.apply(this, args) as Record<string, unknown>
      if (points.#aside) return stub
      return new Proxy(stub, {
        get: (target, property) => {
          const member = target[property as string]
          if (typeof member !== 'function' || property === 'fetch') return member
          return (...given: unknown[]) =>
            points.later({ kind: 'call', name: String(property) }, async () => Reflect.apply(member, target, given))
        },
      })
    })
  }

  uninstall(): void {
    for (const { target, name, original } of this.#patches.splice(0)) {
      Object.defineProperty(target, name, { value: original, configurable: true, writable: true })
    }
  }

  #patch(
    target: object,
    name: string,
    replacement: (this: unknown, original: (...args: unknown[]) => unknown, args: unknown[]) => unknown,
  ): void {
    const original = (target as Record<string, (...args: unknown[]) => unknown>)[name]
    if (original === undefined) throw new Error(`there is no ${name} to put a fault into`)
    this.#patches.push({ target, name, original })
    Object.defineProperty(target, name, {
      value: function (this: unknown, ...args: unknown[]) {
        return replacement.call(this, original, args)
      },
      configurable: true,
      writable: true,
    })
  }
}
