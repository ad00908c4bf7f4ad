// The composition root: what Cloudflare calls, and the three kinds of Durable Object.
import { round } from './edge/cron.ts'
import type { Env } from './edge/env.ts'
import { app } from './edge/http/app.ts'

export { Desk } from './edge/store/desk.ts'
export { Outbox } from './edge/store/outbox.ts'
export { Wire } from './edge/store/wire.ts'

export default {
  fetch: app.fetch,
  scheduled: async (controller, env) => {
    // The next slot comes in a minute anyway, and makes up for what this one missed.
    controller.noRetry()
    await round(env, controller.scheduledTime)
  },
} satisfies ExportedHandler<Env>
