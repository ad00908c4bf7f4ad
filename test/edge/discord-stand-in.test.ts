import { expect, it } from 'vitest'
import { CHANNEL, callDiscord } from '../support/discord-caller.ts'

it('the stand-in Discord is a plain function on workerd too', async () => {
  const { discord, send } = callDiscord()
  discord.cut(1)
  const body = { content: 'a', nonce: 'n', enforce_nonce: true }
  const half = await send(body)
  expect(half.status).toBe(200)
  await expect(half.text()).rejects.toThrow('the connection broke')
  discord.drop(1)
  await expect(send(body)).rejects.toThrow(TypeError)
  expect((await send(body)).headers.get('x-ratelimit-remaining')).toBe('3')
  expect(discord.messages.map(({ channel_id: channel }) => channel)).toEqual([CHANNEL])
})
