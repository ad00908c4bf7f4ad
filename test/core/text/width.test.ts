import { describe, expect, it } from 'vitest'
import { displayWidth, pointAt } from '../../../src/core/text/width.ts'

describe('display width', () => {
  it.each([
    ['', 0],
    ['missile', 7],
    ['미싸일', 6],
    ['미싸일'.normalize('NFD'), 6],
    ['导弹', 4],
    ['ミサイル', 8],
    ['ﾐｻｲﾙ', 4],
    ['ＵＳ', 4],
    ['“说”', 4],
    ['é'.normalize('NFD'), 1],
    ['a\u200bb', 2],
    ['𠮷', 2],
    ['🚀', 2],
    ['ракета', 6],
    ['「北」', 6],
  ])('%j takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns)
  })
})

describe('a caret', () => {
  it.each([
    ['after Latin letters', 'missile "launch', 8, '        ^'],
    ['after Korean', '미싸일 "발사', 4, '       ^'],
    ['after Chinese', '导弹 (发射', 3, '     ^'],
    ['at the start', '"미싸일', 0, '^'],
    ['behind the end', '미싸일 OR', 6, '         ^'],
    ['after a tab, which stays one', 'a\t"b', 2, ' \t^'],
    ['on a second line, which is shown on the first', 'a\n"b', 2, '  ^'],
  ])('%s', (_where, text, at, caret) => {
    expect(pointAt(text, at).split('\n')).toEqual([text.replace('\n', ' '), caret])
  })
})
