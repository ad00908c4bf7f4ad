import { describe, expect, it } from 'vitest'
import { comparableText, isCutShort, takeDateline, takeEnd } from '../../../src/core/feed/dateline.ts'

describe('takeDateline', () => {
  it.each([
    ['Pyongyang, January 30 (KCNA) -- The story.', 'Pyongyang, January 30 (KCNA)'],
    ['Pyongyang, January 30 (KCNA) --The story.', 'Pyongyang, January 30 (KCNA)'],
    ['Pyongyang, January 30 (KCNA) --\u00a0The story.', 'Pyongyang, January 30 (KCNA)'],
    ['Pyongyang, January 30 (KCNA) – The story.', 'Pyongyang, January 30 (KCNA)'],
    ['Pyongyang, January 30 (KCNA)—The story.', 'Pyongyang, January 30 (KCNA)'],
    ['Pyongyang, Jan. 30, 2023 (KCNA) -- The story.', 'Pyongyang, Jan. 30, 2023 (KCNA)'],
    ['Kim Chaek, 30 January (KCNA) -- The story.', 'Kim Chaek, 30 January (KCNA)'],
    ['SEOUL, South Korea (AP) — The story.', undefined],
    ['SEOUL (Wire) — The story.', 'SEOUL (Wire)'],
    ['(평양 1월 30일발 조선중앙통신) The story.', '(평양 1월 30일발 조선중앙통신)'],
    ['(평양 1월 30일발 조선중앙통신)The story.', '(평양 1월 30일발 조선중앙통신)'],
    ['【平壌1月30日発朝鮮中央通信】The story.', '【平壌1月30日発朝鮮中央通信】'],
    ['朝中社平壤1月30日电 The story.', '朝中社平壤1月30日电'],
    ['平壤1月30日电（朝中社） The story.', '平壤1月30日电（朝中社）'],
    ['Pyongyang, February 11 (KCNA) — The story.', 'Pyongyang, February 11 (KCNA)'],
    ['Pyongyang, 30 de enero (ACNC) -- The story.', 'Pyongyang, 30 de enero (ACNC)'],
    ['Pyongyang, primero de enero (ACNC) -- The story.', 'Pyongyang, primero de enero (ACNC)'],
    ['Пхеньян, 21 декабря. /ЦТАК/— The story.', 'Пхеньян, 21 декабря. /ЦТАК/'],
    ['Пхеньян, 21 декабря. /ЦТАК/--The story.', 'Пхеньян, 21 декабря. /ЦТАК/'],
    ['The story.', undefined],
    ['And/or /both/ -- said', undefined],
    ['El primero de (ACNC) -- dijo', undefined],
    ['Kim Jong Il (Left) - a portrait', undefined],
    ['The Korean People’s Army (KPA) -- said', undefined],
  ])('%s', (paragraph, dateline) => {
    expect(takeDateline(paragraph)).toEqual(
      dateline === undefined ? { rest: paragraph } : { dateline, rest: 'The story.' },
    )
  })
})

describe('takeEnd', () => {
  it.each([
    ['One.\nTwo. -0-', 'One.\nTwo.', true],
    ['One.\nTwo." -0-', 'One.\nTwo."', true],
    ['One.\u00a0-0-', 'One.', true],
    ['One.\n-0-', 'One.', true],
    ['하나.(끝)', '하나.', true],
    ['一。（完）', '一。', true],
    ['一。---', '一。', true],
    ['One ---', 'One ---', false],
    ['One. -0-\nwww.kcna.kp (Juche112.1.30.)', 'One.', true],
    ['One.\nwww.kcna.kp (2025.12.14.)', 'One.', false],
    ['The score was 3-0-', 'The score was 3-0-', false],
    ['One -0- two', 'One -0- two', false],
    ['', '', false],
  ])('%j', (text, rest, ended) => {
    expect(takeEnd(text)).toMatchObject({ text: rest, ended })
  })

  it('keeps the date of the stamp', () => {
    expect(takeEnd('One.\nwww.kcna.kp (Juche112.1.30.)').stamp).toBe('Juche112.1.30.')
  })
})

describe('isCutShort', () => {
  it.each([
    'The beginning…',
    'The beginning...',
    'The beginning […]',
    'The beginning [...]',
    'The beginning. Read more',
    'The beginning. Read More »',
    'The beginning. Continue reading “The title” →',
    'The beginning […] The post The title appeared first on The Site.',
  ])('%s', (text) => {
    expect(isCutShort(text)).toBe(true)
  })

  it.each(['The whole.', 'They read more books.', 'It costs 3.', 'The whole. The post X appeared first on Y.'])(
    'not: %s',
    (text) => {
      expect(isCutShort(text)).toBe(false)
    },
  )
})

it('two tellings that differ in furniture alone compare as equal', () => {
  const one = 'Pyongyang, January 30 (KCNA) -- The story.\nIts end. -0-\nwww.kcna.kp (Juche112.1.30.)'
  expect(comparableText(one)).toBe(comparableText('Pyongyang, January 31 (KCNA) --The story.\nIts end.'))
})
