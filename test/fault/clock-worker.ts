// The Worker on a clock that goes ahead of this machine's, by the binding CLOCK_AHEAD_MS, so that ten minutes between a crash and the
// restart need not be waited for. Alarms are kept on the machine's clock, where workerd looks for them.
import { env } from 'cloudflare:workers'
import { Desk as RealDesk, Outbox as RealOutbox, Wire as RealWire } from '../../src/index.ts'

export { default } from '../../src/index.ts'

const ahead = Number((env as { readonly CLOCK_AHEAD_MS?: string }).CLOCK_AHEAD_MS ?? 0)
const machine = Date.now
const now = (): number => machine() + ahead

globalThis.Date = new Proxy(Date, {
  construct: (target, args, shape) => Reflect.construct(target, args.length === 0 ? [now()] : args, shape) as Date,
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

const AHEAD = 'CLOCK_AHEAD_MS'
let shifted = false

/** Once for all objects: they share the platform's class. */
const shiftAlarms = (storage: DurableObjectStorage): void => {
  if (shifted) return
  shifted = true
  const own = Object.getPrototypeOf(storage) as Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>
  const { getAlarm, setAlarm } = own
  own.setAlarm = function (this: DurableObjectStorage, at) {
    return setAlarm.call(this, Number(at) - ahead)
  }
  own.getAlarm = async function (this: DurableObjectStorage) {
    const at = await getAlarm.call(this)
    return at === null ? null : at + ahead
  }
}

/** An alarm that was set when the clock was less far ahead comes so much sooner now. */
const catchUp = async ({ storage }: DurableObjectState): Promise<void> => {
  const before = (await storage.get<number>(AHEAD)) ?? 0
  if (before === ahead) return
  const at = await storage.getAlarm()
  if (at !== null) await storage.setAlarm(at - (ahead - before))
  await storage.put(AHEAD, ahead)
}

const onClock = (context: DurableObjectState): DurableObjectState => {
  shiftAlarms(context.storage)
  context.blockConcurrencyWhile(() => catchUp(context))
  return context
}

type Env = ConstructorParameters<typeof RealDesk>[1]

export class Desk extends RealDesk {
  constructor(context: DurableObjectState, env: Env) {
    super(onClock(context), env)
  }
}

export class Wire extends RealWire {
  constructor(context: DurableObjectState, env: Env) {
    super(onClock(context), env)
  }
}

export class Outbox extends RealOutbox {
  constructor(context: DurableObjectState, env: Env) {
    super(onClock(context), env)
  }
}
