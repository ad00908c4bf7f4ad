// What Discord says no with: status, JSON code and sentence (Discord's opcode page, August 2026). Codes are what a client
// goes by; of a few the status is not documented, and then it is the one that clients' logs show.

export type DiscordError = { readonly code: number; readonly message: string; readonly errors?: unknown }
export type Refusal = { readonly status: number; readonly error: DiscordError }

const refusal = (status: number, code: number, message: string): Refusal => ({ status, error: { code, message } })

export const REFUSALS = {
  unauthorized: refusal(401, 0, '401: Unauthorized'),
  unknownRoute: refusal(404, 0, '404: Not Found'),
  badAgent: refusal(403, 40333, 'internal network error'),
  badJson: refusal(400, 50109, 'The request body contains invalid JSON.'),
  unknownChannel: refusal(404, 10003, 'Unknown Channel'),
  unknownGuild: refusal(404, 10004, 'Unknown Guild'),
  unknownMessage: refusal(404, 10008, 'Unknown Message'),
  unknownWebhook: refusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: refusal(404, 10062, 'Unknown interaction'),
  unknownTag: refusal(404, 10087, 'Unknown tag'),
  acknowledged: refusal(400, 40060, 'Interaction has already been acknowledged.'),
  tagRequired: refusal(400, 40067, 'A tag is required to create a forum post in this channel'),
  tooManyFollowUps: refusal(400, 40094, 'This interaction has reached the maximum number of follow-up messages'),
  missingAccess: refusal(403, 50001, 'Missing Access'),
  notTheAuthor: refusal(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: refusal(400, 50006, 'Cannot send an empty message'),
  closedToMessages: refusal(403, 50007, 'Cannot send messages to this user'),
  noTextChannel: refusal(400, 50008, 'Cannot send messages in a non-text channel'),
  missingPermissions: refusal(403, 50013, 'Missing Permissions'),
  badWebhookToken: refusal(401, 50027, 'Invalid Webhook Token'),
  threadArchived: refusal(400, 50083, 'Thread is archived'),
  cannotReply: refusal(403, 160002, 'Cannot reply without permission to read message history'),
  threadLocked: refusal(400, 160005, 'This thread is locked'),
  threadNameNeeded: refusal(400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id'),
  oneThreadOnly: refusal(400, 220002, 'Webhooks posted to forum channels cannot have both a thread_name and thread_id'),
  noForum: refusal(400, 220003, 'Webhooks can only create threads in forum channels'),
} as const

/** @param path keys from the body down to the field, as `embeds.0.title` */
export const invalidForm = (path: string, message: string, code = 'BASE_TYPE_BAD_LENGTH'): Refusal => {
  const leaf: unknown = { _errors: [{ code, message }] }
  const errors = path
    .split('.')
    .toReversed()
    .reduce((inner, key) => ({ [key]: inner }), leaf)
  return { status: 400, error: { code: 50035, message: 'Invalid Form Body', errors } }
}

export const refuse = ({ status, error }: Refusal): Response => Response.json(error, { status })
