import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Notice, noticeId, noticeText, type SilenceNotice, sourceSilent } from '../../../src/core/alert/notice.ts'
import { dailyLine, gateSentence, quotaSentence, sourceSentence } from '../../../src/core/alert/ops.ts'

const fingerprint = async (text: string) => createHash('sha256').update(text).digest('base64url')

const SILENT: SilenceNotice = {
  kind: 'source.silent',
  source: { id: 'wire', name: 'The wire' },
  state: 'quiet',
  since: '2026-11-23T12:00:00.000Z',
  lastItem: '2026-11-22T12:34:56.000Z',
  usualGapMinutes: 480,
}
const BACK: SilenceNotice = { kind: 'source.silent', source: SILENT.source, state: 'ok', since: SILENT.since }

describe('a notice', () => {
  it('has one id for one destination, and another for every other state, moment, source and destination', async () => {
    const others: [Notice, string][] = [
      [SILENT, 'b'],
      [{ ...SILENT, state: 'blocked' }, 'a'],
      [{ ...SILENT, since: '2026-11-24T12:00:00.000Z' }, 'a'],
      [{ ...SILENT, source: { id: 'other', name: 'The wire' } }, 'a'],
      [BACK, 'a'],
      [{ kind: 'ops', subject: 'wire', text: 'x' }, 'a'],
    ]
    const first = await noticeId(fingerprint, SILENT, 'a')
    expect(first).toMatch(/^[\w-]{24}$/)
    expect(await noticeId(fingerprint, { ...SILENT, usualGapMinutes: 1 }, 'a')).toBe(first)
    const ids = await Promise.all(others.map(([notice, destination]) => noticeId(fingerprint, notice, destination)))
    expect(new Set([first, ...ids]).size).toBe(others.length + 1)
  })

  it('is this webhook body', () => {
    expect(JSON.parse(sourceSilent(SILENT, '2026-11-23T12:00:01.000Z'))).toEqual({
      type: 'source.silent',
      timestamp: '2026-11-23T12:00:01.000Z',
      data: {
        source: { id: 'wire', name: 'The wire' },
        state: 'quiet',
        since: '2026-11-23T12:00:00.000Z',
        last_item: '2026-11-22T12:34:56.000Z',
        usual_gap_minutes: 480,
      },
    })
    expect(JSON.parse(sourceSilent(BACK, 'now')).data).toEqual({
      source: SILENT.source,
      state: 'ok',
      since: SILENT.since,
    })
  })

  it.each<[Notice, string]>([
    [SILENT, 'The wire has published nothing new since 2026-11-22 12:34 UTC. Its news usually comes every 8 hours.'],
    [
      { ...SILENT, state: 'blocked' },
      'The wire has published nothing new since 2026-11-22 12:34 UTC. Its news usually comes every 8 hours. Its state is blocked.',
    ],
    [BACK, 'The wire is back: it has published something new.'],
    [{ kind: 'ops', subject: 'x', text: 'As it is.' }, 'As it is.'],
  ])('reads %#', (notice, text) => {
    expect(noticeText(notice)).toBe(text)
  })
})

describe('the operator’s channel', () => {
  it.each([
    [{ ok: 9 }, 312, 14, '24 h: 312 items, 14 alerts, 0 waiting, all 9 sources ok'],
    [{ ok: 1, quiet: 0 }, 1, 1, '24 h: 1 item, 1 alert, 0 waiting, the source ok'],
    [{}, 0, 0, '24 h: 0 items, 0 alerts, 0 waiting, no sources'],
    [
      { ok: 7, blocked: 1, quiet: 1, gap: 0 },
      5,
      0,
      '24 h: 5 items, 0 alerts, 0 waiting, 7 of 9 sources ok, 1 blocked, 1 quiet',
    ],
    [{ ok: 0, failing: 1 }, 0, 0, '24 h: 0 items, 0 alerts, 0 waiting, 0 of 1 source ok, 1 failing'],
  ])('%j', (sources, items, alerts, line) => {
    expect(dailyLine({ hours: 24, items, alerts, waiting: 0, sources })).toBe(line)
  })

  it.each([
    [sourceSentence('The wire', 'ok', undefined), 'The wire is ok again.'],
    [sourceSentence('The wire', 'ok', 'the last run was cut short while reading'), 'The wire is ok again.'],
    [sourceSentence('The wire', 'failing', 'status: answered 500'), 'The wire is failing: status: answered 500.'],
    [sourceSentence('The wire', 'gap', undefined), 'The wire has a gap.'],
    [
      gateSentence('Discord refused the bot’s token (401)'),
      'Nothing is sent to Discord for now: Discord refused the bot’s token (401). All alerts wait.',
    ],
    [gateSentence(undefined), 'Discord takes messages again; what waited is being sent.'],
    [
      quotaSentence(true, 400),
      'The day’s 400 writes to KV are spent; until 00:00 UTC the Desk itself serves the rules.',
    ],
    [quotaSentence(false, 400), 'KV is written again.'],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected)
  })
})
