// docs/rules-in-practice.md: ten rules, each with how many real articles it catches and which.
import { describe, expect, it } from 'vitest'
import { realArticles } from '../../bench/articles.ts'
import { practices, told } from '../../bench/practice.ts'
import { parseQuery } from '../../src/core/query/parse.ts'

const articles = realArticles()
if (articles === undefined) console.log('../shared is not there: the rules in practice are read and not counted')

it('there are ten', () => {
  expect(practices()).toHaveLength(10)
})

describe.each(practices())('$title', (practice) => {
  it('is a rule that is accepted', () => {
    expect(parseQuery(practice.query)).toMatchObject({ ok: true })
  })

  it.skipIf(articles === undefined)('catches what the page says, and something', () => {
    expect(practice.said).toBe(told(practice, articles ?? []))
    expect(practice.said).not.toMatch(/catches 0 /)
  })
})
