// A webhook receiver that believes nothing unsigned: Standard Webhooks 1.0.0 (HMAC-SHA256 over `id.timestamp.body`, five
// minutes of tolerance). It leaves out asymmetric signatures (v1a): Nightdesk signs with v1.
import { createScript, type Script } from './script.ts'

/** How far a timestamp may lie from now, both ways: what the Standard Webhooks libraries use. */
export const TOLERANCE_SECONDS = 300

export type Received = {
  /** `webhook-id`: the same for every try of one parcel. */
  readonly id: string
  readonly at: number
  readonly path: string
  readonly body: unknown
  readonly text: string
  /** This id was received and accepted before. */
  readonly repeat: boolean
}

export type Refusal = { readonly at: number; readonly path: string; readonly reason: string }

export type Receiver = Script & {
  readonly fetch: (request: Request) => Promise<Response>
  /** Believes this secret too (`whsec_` and base64), beside those given before: a rotation has two for a while. */
  readonly trust: (secret: string) => void
  readonly distrust: (secret: string) => void
  /** Every request, also the refused ones. */
  readonly requests: readonly { readonly method: string; readonly path: string; readonly headers: Headers }[]
  readonly received: readonly Received[]
  readonly refused: readonly Refusal[]
}

export type ReceiverOptions = {
  readonly now?: () => number
  /** Called once for each parcel, not for its repeats. */
  readonly onReceived?: (received: Received) => void
}

const encoder = new TextEncoder()

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}

const isSignedWith = async (secret: string, signed: string, signatures: readonly string[]): Promise<boolean> => {
  const raw = bytesOf(secret.replace(/^whsec_/, ''))
  if (raw === undefined || raw.length === 0) return false
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const candidates = signatures.filter((entry) => entry.startsWith('v1,')).map((entry) => bytesOf(entry.slice(3)))
  const verdicts = candidates.map(
    async (mac) => mac !== undefined && crypto.subtle.verify('HMAC', key, mac, encoder.encode(signed)),
  )
  return (await Promise.all(verdicts)).includes(true)
}

/** Why a delivery is not to be believed, or undefined for one that is. `now` in milliseconds. */
export const refusalOf = async (
  headers: Headers,
  body: string,
  secrets: readonly string[],
  now: number,
): Promise<string | undefined> => {
  const id = headers.get('webhook-id')
  const timestamp = headers.get('webhook-timestamp')
  const signature = headers.get('webhook-signature')
  if (!id || !timestamp || !signature) return 'missing headers'
  if (!/^\d+$/.test(timestamp)) return 'timestamp is not a number'
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return 'timestamp out of tolerance'
  const signatures = signature.split(' ')
  const verdicts = await Promise.all(
    secrets.map((secret) => isSignedWith(secret, `${id}.${timestamp}.${body}`, signatures)),
  )
  return verdicts.includes(true) ? undefined : 'no matching signature'
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const createReceiver = ({ now = Date.now, onReceived }: ReceiverOptions = {}): Receiver => {
  const { perform, ...script } = createScript()
  const secrets = new Set<string>()
  const requests: { method: string; path: string; headers: Headers }[] = []
  const received: Received[] = []
  const refused: Refusal[] = []

  const refuse = (path: string, reason: string): Response => {
    refused.push({ at: now(), path, reason })
    return Response.json({ error: reason }, { status: 401 })
  }

  const accept = (path: string, id: string, text: string): Response => {
    const repeat = received.some((earlier) => earlier.id === id)
    const delivery: Received = { id, at: now(), path, body: parsed(text), text, repeat }
    received.push(delivery)
    if (!repeat) onReceived?.(delivery)
    return new Response(null, { status: 204 })
  }

  const fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname
    requests.push({ method: request.method, path, headers: request.headers })
    if (request.method !== 'POST') return new Response('Webhooks are posted here.\n', { status: 405 })
    const text = await request.text()
    return perform({ method: request.method, path, text }, async () => {
      const reason = await refusalOf(request.headers, text, [...secrets], now())
      return reason === undefined ? accept(path, request.headers.get('webhook-id') ?? '', text) : refuse(path, reason)
    })
  }

  return {
    fetch,
    ...script,
    trust: (secret) => {
      secrets.add(secret)
    },
    distrust: (secret) => {
      secrets.delete(secret)
    },
    requests,
    received,
    refused,
  }
}
