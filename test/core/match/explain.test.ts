import { expect, it } from 'vitest'
import { explain } from '../../../src/core/match/explain.ts'
import { subjectOf, treeOf } from './support.ts'

const ITEM = subjectOf({ title: 'Missile launch', lead: 'Seen from Japan.', sources: ['rodong'] })

it.each([
  ['missile (launch OR rocket)', true, ['missile: ok Missile (title)', 'launch OR rocket: ok launch (title)'], []],
  ['missile submarine', false, ['missile: ok Missile (title)', 'submarine: no not in title and lead'], ['submarine']],
  ['missile -japan', false, ['missile: ok Missile (title)', '-japan: no found, and ruled out'], []],
  ['missile -china', true, ['missile: ok Missile (title)', '-china: ok not in title and lead'], []],
  ['source:rodong', true, ['source:rodong: ok holds'], []],
])('%s', (query, matched, stages, near) => {
  const told = explain(treeOf(query), ITEM, 'lead')
  expect(told.matched).toBe(matched)
  expect(told.stages.map(({ stage, ok, detail }) => `${stage}: ${ok ? 'ok' : 'no'} ${detail}`)).toEqual(stages)
  expect(told.near).toEqual(near)
})
