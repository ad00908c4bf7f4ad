// Taking stock: what the Worker says it recorded against what the stand-ins say they received.
import { ok, type Result } from '../../core/result.ts'
import type { LocalDesk } from './desk.ts'
import type { Summary } from './show.ts'

type Delivery = { readonly id: string; readonly alerts: readonly unknown[] }

const alertsOf = (deliveries: readonly Delivery[]): number =>
  deliveries.map(({ alerts }) => alerts.length).reduce((sum, count) => sum + count, 0)

/**
 * An alert counts as delivered when a stand-in holds its parcel, and as lost when it was recorded (or its item matched) and
 * none does. @param matched items that matched at least one rule, as the polls reported them
 */
export const takeStock = async (desk: LocalDesk, matched: number): Promise<Result<Summary, string>> => {
  const { api, setup, discord, receiver } = desk
  const items = await api.list<unknown>(`items?source=${setup.source}`)
  if (!items.ok) return items
  const toDiscord = await api.list<Delivery>(`destinations/${setup.destinations.discord}/deliveries`)
  if (!toDiscord.ok) return toDiscord
  const toWebhook = await api.list<Delivery>(`destinations/${setup.destinations.webhook}/deliveries`)
  if (!toWebhook.ok) return toWebhook
  const posted = new Set(discord.messages.map(({ nonce }) => String(nonce)))
  const hooked = new Set(receiver.received.map(({ id }) => id))
  const alerts = alertsOf([...toDiscord.value, ...toWebhook.value])
  const delivered = {
    discord: alertsOf(toDiscord.value.filter(({ id }) => posted.has(id))),
    webhook: alertsOf(toWebhook.value.filter(({ id }) => hooked.has(id))),
  }
  const lost = Math.max(alerts, matched) - delivered.discord - delivered.webhook
  return ok({ items: items.value.length, matched, alerts, ...delivered, lost })
}
