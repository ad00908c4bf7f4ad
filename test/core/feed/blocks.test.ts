import { describe, expect, it } from 'vitest'
import { markedLines, pageOf } from '../../../src/core/feed/blocks.ts'
import { decodeReferences } from '../../../src/core/feed/entities.ts'
import { marksOf } from '../../../src/core/feed/marks.ts'

const MARKS = marksOf('.line', '#story')

const marked = (page: ReturnType<typeof pageOf>): readonly string[] =>
  page.blocks.filter(({ marks }) => marks.size > 0).map(({ text }) => text)

const FOOT = '<ul><li>About</li><li>Contact</li></ul>'

describe('markedLines', () => {
  it.each([
    ['paragraphs', '<p>head</p><p class="line">one</p><p>between</p><p class="line">two</p>'],
    ['a frame by its id', '<div id="story"><p>one</p><div>two</div></div>'],
    ['a line that goes on behind the mark', '<p><span class="line">one</span> and <b>more</b><br>of it</p>'],
    ['paragraphs never closed', '<p class="line">one<p class="line">two<p>three'],
    ['a frame never closed', '<div id="story"><p>one</p>'],
    ['the word of a mark in text', '<p class="line">one</p><p>an online story</p><p>two</p>'],
    ['a mark behind words that are none', '<p class="line">one</p><p>airline</p><p class="line">two</p>'],
    ['nothing marked', '<p>one</p>'],
  ])('%s: finds every marked line that the whole page has', (_, html) => {
    const lines = marked(pageOf(html + FOOT, MARKS))
    expect(marked(markedLines(html + FOOT, MARKS))).toEqual(lines)
  })

  it('does not read what stands behind the last of them', () => {
    const { blocks } = markedLines(`<p class="line">one</p>${FOOT}`, MARKS)
    expect(blocks.map(({ text }) => text)).toEqual(['one'])
  })
})

describe('decodeReferences', () => {
  const nobody = (name: string): never => {
    throw new Error(`${name} was looked up`)
  }

  it('knows the names of everyday use by itself', () => {
    const written = '&amp;&lt;&gt;&quot;&apos;&nbsp;&lsquo;&rsquo;&ldquo;&rdquo;&ndash;&mdash;&hellip;'
    expect(decodeReferences(written, nobody)).toBe('&<>"\'\u00a0‘’“”–—…')
  })

  it('asks for every other name', () => {
    expect(decodeReferences('caf&eacute; &#xE9; &#233;', (name) => (name === 'eacute' ? 'é' : undefined))).toBe(
      'café é é',
    )
  })
})
