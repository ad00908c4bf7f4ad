import { describe, expect, it } from 'vitest'
import type { Scope, Subject } from '../../../src/core/model.ts'
import { askBoth, subjectOf, textsOf } from './support.ts'

type Row = readonly [query: string, title: string, found: readonly string[] | undefined]

/** The title of a case is the query; `found` is what the spans read, undefined = no match. */
const table = (rows: readonly Row[]): void => {
  it.each(rows)('%s | %s', (query, title, found) => {
    expect(textsOf(askBoth(query, subjectOf({ title }), 'title'))).toEqual(found)
  })
}

describe('words', () => {
  table([
    ['missile', 'A Missile flew', ['Missile']],
    ['missile', 'Missiles flew', undefined],
    ['missile launch', 'Launch of a missile', ['Launch', 'missile']],
    ['missile launch', 'A missile', undefined],
    ['MISSILE', 'a missile', ['missile']],
    ['missile', 'the Ｍｉｓｓｉｌｅ flew', ['Ｍｉｓｓｉｌｅ']],
    ['cafe', 'The Café opened', ['Café']],
    ['café', 'The cafe opened', ['cafe']],
    ['cafe', 'The Cafe\u0301 opened', ['Cafe\u0301']],
    ['strasse', 'Die Straße', ['Straße']],
    ['istanbul', 'In İstanbul', ['İstanbul']],
    ['missile', 'a mis\u200bsile and a mis\u00adsile', ['mis\u200bsile', 'mis\u00adsile']],
    ['20×10', 'Policy 20×10 goes on', ['20×10']],
    ['20x10', 'Policy 20×10 goes on', ['20×10']],
    ['10', 'Policy 20×10 goes on', undefined],
    ['１２３', 'Unit 123', ['123']],
    ['party', 'The Party’s meeting', ['Party']],
    ["party's", 'The Party’s meeting', ['Party’s']],
    ['us', 'The U.S. fleet', ['U.S']],
    ['u.s.', 'The U.S. fleet', ['U.S']],
    ['u.s.', 'he told us', undefined],
    ['togo', 'They want to go', undefined],
  ])
})

describe('soft breaks: test-fire, the phrase and testfire find each other', () => {
  const ways = ['test-fire', 'test fire', 'testfire']
  const queries = ['test-fire', '"test fire"', 'testfire', '"test-fire"', 'test-fir*', 'TEST‑FIRE']
  const rows = queries.flatMap((query) => ways.map((way): Row => [query, `A ${way} took place`, [way]]))
  table([
    ...rows,
    ['Hwasong-*', 'A Hwasong-18 flew', ['Hwasong-18']],
    ['Hwasong-*', 'A Hwasong18 flew', ['Hwasong18']],
    ['Hwasong-*', 'The Hwasong area', ['Hwasong area']],
    ['Hwasong-*', 'Hwasong', undefined],
    ['testf*', 'A test-fire took place', ['test-fire']],
    ['testf*', 'A test fire took place', undefined],
    ['dprk', 'The D.P.R.K. said', ['D.P.R.K']],
    ['antiaircraft', 'an anti-air-craft gun', ['anti-air-craft']],
    ['air', 'an anti-air-craft gun', ['air']],
    ['anti-aircraft', 'an antiaircraft gun', ['antiaircraft']],
    ['hwasong-18', 'Hwasong18 and Hwasong 18', ['Hwasong18', 'Hwasong 18']],
    ['b-1b', 'two B-1B and B1B', ['B-1B', 'B1B']],
  ])
})

describe('glued leader names', () => {
  table([
    ['"kim jong un"', 'ComradeKim Jong Unmet them', ['Kim Jong Un']],
    ['met', 'ComradeKim Jong Unmet them', ['met']],
    ['comrade', 'ComradeKim\u00a0Jong\u00a0Unmet them', ['Comrade']],
    ['kim jong un', 'by\u00a0Kim Jong Un', ['Kim', 'Jong', 'Un']],
    ['square', 'at Kim Il SungSquare', ['Square']],
    ['unit', 'a unit of Kim', ['unit']],
  ])
})

describe('phrases and prefixes', () => {
  table(
    [
      ['"ballistic missile"', 'ballistic missile', ['ballistic missile']],
      ['"ballistic missile"', 'missile ballistic', undefined],
      ['"ballistic missile*"', 'ballistic missiles fly', ['ballistic missiles']],
      ['hwas*', 'Hwasong and Hwasal', ['Hwasong', 'Hwasal']],
      ['hwas*', 'Ahwasong', undefined],
      ['"special operation* unit*"', 'Special Operations Units', ['Special Operations Units']],
      ['"recalled * from"', 'recalled home from', ['recalled home from']],
      ['"“test fire”"', 'test fire', ['test fire']],
    ].filter(([query]) => query !== '"“test fire”"') as unknown as Row[],
  )
})

describe('AND, OR, NOT', () => {
  table([
    ['missile OR rocket', 'a rocket', ['rocket']],
    ['missile OR rocket', 'a rocket and a missile', ['rocket', 'missile']],
    ['missile AND rocket', 'a rocket', undefined],
    ['missile -japan', 'a missile', ['missile']],
    ['missile -japan', 'a missile for Japan', undefined],
    ['missile NOT japan', 'a missile for Japan', undefined],
    ['missile –japan', 'a missile for Japan', undefined],
    ['missile --japan', 'a missile for Japan', undefined],
    ['(a OR b) c', 'b c', ['b', 'c']],
    ['a OR b c', 'a', ['a']],
    ['a OR b c', 'b', undefined],
    ['c -(a OR b)', 'c d', ['c']],
    ['c (NOT a OR NOT b)', 'c a', ['c']],
    ['c (NOT a OR NOT b)', 'c a b', undefined],
    ['NOT NOT a', 'a', ['a']],
    ['c NOT (NOT a)', 'c a', ['c', 'a']],
  ])
})

describe('NEAR', () => {
  table(
    [
      ['missile NEAR/1 launch', 'launch of missile', ['launch', 'missile']],
      ['missile NEAR/1 launch', 'launch of a missile', undefined],
      ['missile NEAR/0 launch', 'missile launch', ['missile', 'launch']],
      ['missile ONEAR/5 launch', 'launch of missile', undefined],
      ['launch ONEAR/5 missile', 'launch of missile', ['launch', 'missile']],
      ['a NEAR/1 b NEAR/1 c', 'b a x c', ['b', 'a', 'c']],
      ['(rocket OR missile) NEAR/2 launch', 'launch a big rocket', ['launch', 'rocket']],
      ['-a NEAR/1 b c', 'c a x y b', ['c']],
      ['c -a NEAR/1 b', 'c a b', undefined],
      ['missile NEAR/3 missile', 'missile', undefined],
      ['missile NEAR/3 missile', 'missile and missile', ['missile', 'missile']],
      ['"kim jong un" NEAR/1 visits', "Kim Jong Un's people visits", ['Kim Jong Un', 'visits']],
      ['미싸일 NEAR/0 발사', '탄도미싸일발사', ['미싸일', '발사']],
      ['导弹 NEAR/2 发射', '导弹试验发射', ['导弹', '发射']],
      ['导弹 NEAR/1 发射', '导弹试验发射', undefined],
    ].filter(([query]) => query !== '-a NEAR/1 b c') as unknown as Row[],
  )
})

describe('exact, atleast', () => {
  table([
    ['=US', 'US forces', ['US']],
    ['=US', 'told us', undefined],
    ['=US', 'U.S. forces', undefined],
    ['=US', 'ＵＳ forces', ['ＵＳ']],
    ['="Kim Jong Un"', 'KIM JONG UN and Kim Jong Un', ['Kim Jong Un']],
    ['=test-fire', 'test fire', undefined],
    ['atleast3:a', 'a b a', undefined],
    ['atleast3:a', 'a b a a', ['a', 'a', 'a']],
    ['atleast2:"test fire"', 'test fire, test-fire', ['test fire', 'test-fire']],
  ])
})

describe('Hangul, Han and kana match as substrings', () => {
  table([
    ['미싸일', '탄도미싸일을 발사', ['미싸일']],
    ['미싸일', '\u1106\u1175\u110a\u1161\u110b\u1175\u11af', ['\u1106\u1175\u110a\u1161\u110b\u1175\u11af']],
    ['导弹', '试射弹道导弹了', ['导弹']],
    ['ミサイル', '弾道ミサイルを発射', ['ミサイル']],
    ['ﾐｻｲﾙ', '弾道ミサイルを発射', ['ミサイル']],
    ['ガス', 'ｶﾞｽ', ['ｶﾞｽ']],
    ['カス', 'ガス', undefined],
    ['핵', '북핵문제', ['핵']],
    ['"탄도 미싸일"', '탄도미싸일과 탄도 미싸일', ['탄도미싸일', '탄도 미싸일']],
    ['KN-23형', 'KN-23형 로케트', ['KN-23형']],
    ['10월', '10월의 하늘', ['10월']],
    ['10월', '110월의', undefined],
    ['미싸일*', '미싸일총국', ['미싸일']],
  ])
})

describe('fields, scopes and facts', () => {
  const item = subjectOf({
    title: 'NATO meets',
    lead: 'A satellite flew.',
    text: 'Pyongyang, March 1 (KCNA) -- A satellite flew.\nIt was a satellite of Japan.',
    sources: ['rodong', 'KCNA.kp (En)'],
    tags: ['Top  News'],
    language: 'zh-Hans',
  })
  const rows: [string, Scope, string[] | undefined][] = [
    ['satellite', 'title', undefined],
    ['satellite', 'lead', ['lead 2']],
    ['satellite', 'text', ['lead 2', 'text 56']],
    ['japan', 'lead', undefined],
    ['text:japan', 'lead', ['text 69']],
    ['text:satellite', 'title', ['text 31', 'text 56']],
    ['satellite text:satellite', 'lead', ['lead 2', 'text 56']],
    ['title:nato', 'text', ['title 0']],
    ['title:satellite', 'text', undefined],
    ['title:(nato meets)', 'title', ['title 0', 'title 5']],
    ['title:nato NEAR/2 meets', 'lead', ['title 0', 'title 5']],
    ['title:nato NEAR/2 satellite', 'lead', undefined],
    ['atleast2:satellite', 'lead', undefined],
    ['atleast2:satellite', 'text', ['lead 2', 'text 56']],
    ['atleast3:satellite', 'text', undefined],
    ['"nato meets a"', 'lead', undefined],
    ['source:rodong', 'lead', []],
    ['source:"kcna.kp (en)"', 'lead', []],
    ['source:KCNA', 'lead', undefined],
    ['section:"top news" nato', 'title', ['title 0']],
    ['lang:zh', 'lead', []],
    ['lang:ZH-hans', 'lead', []],
    ['lang:zh-Hant', 'lead', undefined],
    ['lang:z', 'lead', undefined],
    ['nato -source:rodong', 'lead', undefined],
  ]
  it.each(rows)('%s in %s', (query, scope, found) => {
    expect(askBoth(query, item, scope)?.map(({ field, start }) => `${field} ${start}`)).toEqual(found)
  })

  const languages: [string, Partial<Subject>][] = [
    ['lang:ko', { title: '미싸일 발사' }],
    ['lang:ja', { title: 'ミサイルを発射' }],
    ['lang:zh', { title: '发射导弹' }],
    ['lang:ru', { title: 'Пуск ракеты' }],
    ['lang:en', { title: 'A launch' }],
  ]
  it.each(languages)('%s from the script alone', (query, given) => {
    expect(askBoth(query, subjectOf(given))).toEqual([])
  })
})

it('overlapping spans are merged', () => {
  expect(textsOf(askBoth('"test fire" OR fire OR "fire drill"', subjectOf({ title: 'test fire drill' })))).toEqual([
    'test fire drill',
  ])
})
