import { expect, it } from 'vitest'
import { nearMisses } from '../../../src/core/match/near-misses.ts'
import { prepare } from '../../../src/core/match/subject.ts'
import { subjectOf, treeOf } from './support.ts'

const ITEM = subjectOf({ title: 'Missile launch', lead: 'Seen from Japan.' })

it.each([
  ['missile launch', []],
  ['missile submarine', ['submarine']],
  ['missile submarine warship', []],
  ['missile (submarine OR warship)', ['submarine', 'warship']],
  ['submarine OR warship', ['submarine', 'warship']],
  ['launch "cruise missile"', ['"cruise missile"']],
  ['launch missile NEAR/0 japan', ['missile NEAR/0 japan']],
  ['missile atleast2:launch', ['atleast2:launch']],
  ['missile @space', ['@space']],
  ['missile source:rodong', ['source:rodong']],
  ['title:(missile japan)', ['title:japan']],
  ['missile title:(rocket OR lead:warship)', ['title:rocket', 'lead:warship']],
  ['missile submarine -japan', []],
])('%s', (query, near) => {
  expect(nearMisses(treeOf(query), prepare(ITEM), 'lead')).toEqual(near)
})
