// /status: whether everything works here, and what mends what does not. With a channel, word of trouble goes there from now on.
import { type Call, flag, type SlashCommand, text } from '../command.ts'
import { channelOption, flagOption } from '../option.ts'
import { TALKABLE } from '../permissions.ts'
import type { Message } from '../reply.ts'
import { clearChannel, setChannel } from './status/channel.ts'
import { reportOf } from './status/report.ts'

const status_ = async (call: Call): Promise<Message> => {
  const channel = text(call, 'channel')
  const changed = channel === undefined ? undefined : await setChannel(call, call.interaction.channelOf(channel))
  const cleared = channel === undefined && flag(call, 'clear') === true ? await clearChannel(call) : undefined
  return reportOf(call, changed ?? cleared)
}

export const status: SlashCommand = {
  name: 'status',
  description: 'Whether everything works here, and how to mend what does not',
  access: 'managers',
  places: 'servers',
  options: [
    channelOption('channel', 'Tell this channel when a destination or a source stops', TALKABLE),
    flagOption('clear', 'Tell no channel any more'),
  ],
  run: { deferred: true, changes: true, handle: status_ },
}
