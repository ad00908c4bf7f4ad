import { describe, expect, it } from 'vitest'
import { atomEntry, read } from './support.ts'

describe('an Atom 1.0 document', () => {
  const { feed, items } =
    read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko" xml:base="https://site.example.org/blog/">
    <title type="html">Harbour &amp;amp; Coast</title><subtitle>News</subtitle>
    <link href="./"/><link rel="self" href="feed.atom"/><author><name>Ada</name><email>ada@a.org</email></author>
    <entry xml:base="2024/"><id>urn:uuid:1 </id><title>First</title><link rel="alternate" href="one"/>
      <published>2024-02-01T10:00:00Z</published><updated>2024-02-02T10:00:00+09:00</updated>
      <summary>Brief.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt;b&gt;.</p><p>Two.</p></div></content>
      <category term="ships" label="Ships"/></entry>
    <entry xml:lang="en"><title>Second</title><id>https://a.org/2</id><author><name>Bo</name></author></entry></feed>`)

  it('says what it is', () => {
    expect(feed).toEqual({
      title: 'Harbour & Coast',
      description: 'News',
      homePageUrl: 'https://site.example.org/blog/',
      feedUrl: 'https://site.example.org/blog/feed.atom',
    })
  })

  it('gives every field of an entry', () => {
    expect(items[0]).toEqual({
      id: 'urn:uuid:1',
      url: 'https://site.example.org/blog/2024/one',
      title: 'First',
      summary: 'Brief.',
      text: 'One <b>.\nTwo.',
      lead: 'One <b>.',
      complete: true,
      published: '2024-02-01T10:00:00Z',
      modified: '2024-02-02T01:00:00Z',
      authors: [{ name: 'Ada', email: 'ada@a.org' }],
      tags: ['Ships'],
      language: 'ko',
      ended: false,
    })
  })

  it('an entry has its own author, language and, from its id, link', () => {
    expect(items[1]).toMatchObject({ authors: [{ name: 'Bo' }], language: 'en', url: 'https://a.org/2' })
  })
})

describe('a text construct', () => {
  it.each([
    ['no type, plain', '<title>AT&amp;T</title>', 'AT&T'],
    ['no type, but HTML all the same', '<title>&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more</title>', 'Bold & more'],
    ['text', '<title type="text">the &lt;b&gt; tag</title>', 'the <b> tag'],
    ['html', '<title type="html">the &lt;b&gt;bold&lt;/b&gt; tag</title>', 'the bold tag'],
    ['html in CDATA', '<title type="html"><![CDATA[5 &#8220;q&#8221; &lt;tag&gt;]]></title>', '5 “q” <tag>'],
    [
      'xhtml',
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <i>b</i> &lt;c&gt;</div></title>',
      'a b <c>',
    ],
    [
      'xhtml with a prefix',
      '<title type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><h:div>a <h:i>b</h:i></h:div></title>',
      'a b',
    ],
    ['base64', '<title type="application/octet-stream">SGFyYm91ciA8Yj5uZXdzPC9iPg==</title>', 'Harbour news'],
    ['a type that is not base64 after all', '<title type="application/x-custom">test</title>', 'test'],
    ['0.3, escaped', '<title type="text/html" mode="escaped">&lt;b&gt;Bold&lt;/b&gt;</title>', 'Bold'],
    ['0.3, base64', '<title mode="base64">SGFyYm91cg==</title>', 'Harbour'],
    ['0.3, markup as it is', '<title>Example <b>Atom</b></title>', 'Example Atom'],
    ['base64 of no text', '<title mode="base64">/////w==</title>', '/////w=='],
  ])('%s', (_, inside, title) => {
    expect(atomEntry(inside).title).toBe(title)
  })
})

describe('the dates of an entry', () => {
  it.each([
    ['<published>2024-02-01</published>', { published: '2024-02-01T00:00:00Z', day: '2024-02-01' }],
    ['<issued>2024-02-01T00:00:00Z</issued>', { published: '2024-02-01T00:00:00Z' }],
    [
      '<issued>2024-02-01T00:00:00Z</issued><published>2024-02-02T00:00:00Z</published>',
      { published: '2024-02-02T00:00:00Z' },
    ],
    ['<modified>2024-02-01T00:00:00Z</modified>', { modified: '2024-02-01T00:00:00Z' }],
    ['<updated>2999-02-01T00:00:00Z</updated>', { modified: '2999-02-01T00:00:00Z' }],
    ['<published>soon</published>', {}],
  ])('%s', (inside, dates) => {
    const { published, modified, day } = atomEntry(inside)
    expect(JSON.parse(JSON.stringify({ published, modified, day }))).toEqual(dates)
  })
})

describe('the link of an entry', () => {
  it.each([
    ['<link href="a"/><link href="b"/>', 'https://site.example.org/a'],
    ['<link rel="enclosure" href="a"/><link rel="alternate" href="b"/>', 'https://site.example.org/b'],
    ['<link type="application/json" href="a"/><link type="text/html" href="b"/>', 'https://site.example.org/b'],
    ['<link rel="http://www.iana.org/assignments/relation/alternate" href="a"/>', 'https://site.example.org/a'],
    ['<link rel="self" href="a"/><id>urn:x</id>', undefined],
    ['<content src="a"/>', 'https://site.example.org/a'],
  ])('%s', (inside, url) => {
    expect(atomEntry(inside).url).toBe(url)
  })
})

it('Atom 0.3 and a lone entry are read as well', () => {
  const old = read(
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><tagline>D</tagline><entry><title>One</title></entry></feed>',
  )
  expect(old).toMatchObject({ feed: { title: 'T', description: 'D' }, items: [{ title: 'One' }] })
  expect(read('<entry xmlns="http://www.w3.org/2005/Atom"><title>One</title></entry>').items[0]?.title).toBe('One')
})
