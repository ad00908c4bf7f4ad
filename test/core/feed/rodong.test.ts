import { describe, expect, it } from 'vitest'
import { rodongStory } from '../../../src/core/feed/rodong-address.ts'
import {
  type RodongArticle,
  type RodongRow,
  rodongArticle,
  rodongList,
  rodongListPath,
  rodongMiddleArticle,
  rodongMiddleList,
  rodongOldArticle,
  rodongOldList,
  rodongStoryPath,
  rodongToken,
} from '../../support/rodong-page.ts'
import { codeOf, read } from './support.ts'

const EN = 'http://www.rodong.rep.kp/en/'
const LIST = `${EN}${rodongListPath(2, 1)}`

describe('the address of a story', () => {
  const id = (address: string): string | undefined => rodongStory(address, EN)?.id

  it.each([
    ['a list', `index.php?${rodongToken('12@2026-02-19-003@1@1@@0@8@')}`],
    ['another list', `index.php?${rodongToken('12@2026-02-19-003@15@40@@0@2')}`],
    ['a search', `index.php?${rodongToken('8@2026-02-19-003@19@@원산갈마@1106')}`],
    ['a list, escaped', `index.php?${encodeURIComponent(rodongToken('12@2026-02-19-003@1@1@@0@8@'))}`],
    ['a list, without padding', `index.php?${rodongToken('12@2026-02-19-003@1@1').replace(/=/g, '')}`],
    ['a list and something more', `index.php?${rodongToken('12@2026-02-19-003@1@1@@0@8@')}&x=1`],
  ])('from %s is the same story', (_, address) => {
    expect(id(address)).toBe('rodong:2026-02-19-003')
  })

  it.each([
    ['index.php?strPageID=SF01_02_01&newsID=2022-02-11-0008', 'rodong:2022-02-11-0008'],
    ["javascript:article_open('index.php?strPageID=SF01_02_01&newsID=2022-02-11-0008')", 'rodong:2022-02-11-0008'],
    [`index.php?${rodongToken('12@2024-08-01-H003@15@1@@0@1')}`, 'rodong:2024-08-01-H003'],
    [`../ko/index.php?${rodongToken('12@2026-02-19-003@1@1')}`, 'rodong:ko:2026-02-19-003'],
    [`../cn/index.php?${rodongToken('12@2026-02-19-003@1@1')}`, 'rodong:cn:2026-02-19-003'],
    [`index.php?${rodongToken('1@@2@1@')}`, undefined],
    [`index.php?${rodongToken('10@2026-04-12-016@@@@@@@21')}`, undefined],
    [`index.php?${rodongToken('12@2026-02-30-003@1')}`, undefined],
    ['index.php?strPageID=SF01_01_02&iMenuID=7', undefined],
    ['index.php?not+base64+at+all!', undefined],
    ['javascript:void(0)', undefined],
    ['', undefined],
  ])('%s is %s', (address, expected) => {
    expect(id(address)).toBe(expected)
  })
})

const rows: readonly RodongRow[] = [
  { day: '2026-02-19', serial: '003', title: 'Kim Jong Un Thanks Weavers' },
  { day: '2026-02-19', serial: '001', title: 'Loom No. ２０ Set Up' },
  { day: '2026-02-18', serial: '012', title: 'Silk & Cotton' },
]

describe('a list', () => {
  it.each([
    ['until about 2022', rodongOldList],
    ['of 2022 to about 2024', rodongMiddleList],
    ['since about 2025', rodongList],
  ])('%s gives each story once, with the day of the paper', (_, page) => {
    const { items } = read(page(rows), { url: LIST, kind: 'rodong' })
    expect(items.map(({ id, title, day, complete, label }) => [id, title, day, complete, label])).toEqual([
      ['rodong:2026-02-19-003', 'Kim Jong Un Thanks Weavers', '2026-02-19', false, 'Rodong Sinmun (En)'],
      ['rodong:2026-02-19-001', 'Loom No. 20 Set Up', '2026-02-19', false, 'Rodong Sinmun (En)'],
      ['rodong:2026-02-18-012', 'Silk & Cotton', '2026-02-18', false, 'Rodong Sinmun (En)'],
    ])
  })

  it('is known by its links, and its stories can be fetched as they were linked', () => {
    for (const page of [rodongOldList(rows), rodongMiddleList(rows), rodongList(rows)]) {
      expect(read(page, { url: 'http://127.0.0.1:9/en/index.php' }).items[0]?.url).toMatch(
        /^http:\/\/127\.0\.0\.1:9\/en\/index\.php\?/,
      )
    }
  })

  it('of the Korean edition is in Korean and has ids of its own', () => {
    const { items } = read(rodongList([{ day: '2026-02-19', serial: '003', title: '새 직기 설치' }]), {
      url: `http://www.rodong.rep.kp/ko/${rodongListPath(2, 1)}`,
    })
    expect(items).toMatchObject([{ id: 'rodong:ko:2026-02-19-003', language: 'ko', label: 'Rodong Sinmun (Kr)' }])
  })

  it('leads to the next page of its own section', () => {
    expect(read(rodongList(rows, 2, 1), { url: LIST, kind: 'rodong' }).next).toEqual({
      url: `${EN}${rodongListPath(2, 2)}`,
    })
    expect(read(rodongOldList(rows), { url: EN, kind: 'rodong' }).next).toBeUndefined()
    expect(read(rodongMiddleList(rows), { url: LIST, kind: 'rodong' }).next).toBeUndefined()
  })
})

describe('a story', () => {
  const words = {
    title: 'Kim Jong Un Thanks Weavers of ２０ Mills',
    paragraphs: ['The looms ran １２ hours.', 'The cloth is "red & blue".'],
  }
  const url = `${EN}${rodongStoryPath({ day: '2026-02-19', serial: '003', title: '' })}`

  it.each<[string, (article: RodongArticle) => string, string]>([
    ['until about 2022', rodongOldArticle, 'Feb. 19,&nbsp;Juche 115 (2026)&nbsp;&nbsp;Thursday'],
    ['of 2022 to about 2024', rodongMiddleArticle, '2026.2.19.'],
    ['since about 2025', rodongArticle, 'Feb. 19, 2026 Thursday [Photo]'],
  ])('%s has title, text and day, common digits, and not the paper’s own name', (_, page, date) => {
    const html = page({ ...words, date })
    expect(read(html, { url, kind: 'rodong' }).items).toEqual([
      {
        id: 'rodong:2026-02-19-003',
        url,
        title: 'Kim Jong Un Thanks Weavers of 20 Mills',
        text: 'The looms ran 12 hours.\nThe cloth is "red & blue".',
        lead: 'The looms ran 12 hours.',
        complete: true,
        published: '2026-02-19T00:00:00Z',
        day: '2026-02-19',
        authors: [],
        tags: [],
        language: 'en',
        label: 'Rodong Sinmun (En)',
        ended: false,
      },
    ])
    expect(read(html, { kind: 'auto' }).items[0]).toMatchObject({ day: '2026-02-19', lead: 'The looms ran 12 hours.' })
  })

  it('is of the day in its address, whatever stands on the page', () => {
    const html = rodongArticle({ ...words, date: 'Feb. 18, 2026 Wednesday' })
    expect(read(html, { url, kind: 'rodong' }).items[0]?.day).toBe('2026-02-19')
  })

  it.each(['Sept. 3, 2025 Wednesday', 'Sep. 3, Juche 114 (2025) Wednesday'])('without an address is of %s', (date) => {
    expect(read(rodongArticle({ ...words, date }), { kind: 'rodong' }).items[0]?.day).toBe('2025-09-03')
  })

  it('has its subtitle in its title, later heads in its text, and its writer as author', () => {
    const html = rodongArticle({
      ...words,
      subtitle: 'Night Shift',
      date: 'Feb. 19, 2026 Thursday',
      writer: 'Ri Song Ho',
    })
    const between = html.replace('<p class="TextP">The cloth', '<p class="HeadP">Colours</p><p class="TextP">The cloth')
    expect(read(between, { url, kind: 'rodong' }).items[0]).toMatchObject({
      title: 'Kim Jong Un Thanks Weavers of 20 Mills — Night Shift',
      text: 'The looms ran 12 hours.\nColours\nThe cloth is "red & blue".',
      authors: [{ name: 'Ri Song Ho' }],
    })
  })

  it('whose page has nothing of it is no article; a wall is one', () => {
    expect(codeOf('<html><body><p>Sorry</p></body></html>', { url, kind: 'rodong' })).toBe('not-an-article')
    expect(codeOf(rodongList(rows), { url, kind: 'rodong' })).toBe('not-an-article')
    expect(codeOf('<title>Access denied</title>', { url, kind: 'rodong' })).toBe('blocked')
  })
})
