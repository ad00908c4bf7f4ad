import { describe, expect, it } from 'vitest'
import { read, rssItem } from './support.ts'

describe('an RSS 2.0 document', () => {
  const { feed, items } = read(`<?xml version="1.0" encoding="utf-8"?>
    <!-- a comment before the root -->
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
    <channel>
      <title>Harbour &amp; Coast</title><link>/home</link><description>News of &lt;b&gt;boats&lt;/b&gt;</description>
      <language>en-GB</language><atom:link rel="self" href="https://site.example.org/rss"/>
      <image><title>logo</title><link>https://site.example.org/logo</link></image>
      <item>
        <title>Ferry launched</title><link>https://site.example.org/ferry?a=1&amp;b=2</link>
        <guid isPermaLink="false"> tag:ferry </guid><pubDate>Mon, 02 Jan 2006 15:04:05 +0900</pubDate>
        <dc:creator>Ada Stone</dc:creator><category>Ships</category><category>Ships</category><dc:subject>Sea</dc:subject>
        <description>A short &lt;i&gt;word&lt;/i&gt;.</description>
        <content:encoded><![CDATA[<p>The <b>first</b> paragraph.</p><p>The second.</p>]]></content:encoded>
        <source url="https://wire.example.org/">The Wire</source>
      </item>
      <item><title>Second</title><link>second</link></item>
    </channel></rss>`)

  it('says what it is', () => {
    expect(feed).toEqual({
      title: 'Harbour & Coast',
      homePageUrl: 'https://site.example.org/home',
      feedUrl: 'https://site.example.org/rss',
      description: 'News of boats',
    })
  })

  it('gives every field of an item', () => {
    expect(items[0]).toEqual({
      id: 'tag:ferry',
      url: 'https://site.example.org/ferry?a=1&b=2',
      title: 'Ferry launched',
      summary: 'A short word.',
      text: 'The first paragraph.\nThe second.',
      lead: 'The first paragraph.',
      complete: true,
      published: '2006-01-02T06:04:05Z',
      authors: [{ name: 'Ada Stone' }],
      tags: ['Ships', 'Sea'],
      language: 'en-GB',
      label: 'The Wire',
      ended: false,
    })
  })

  it('makes relative links absolute, and an id of the link where there is no guid', () => {
    expect(items[1]).toMatchObject({ id: 'https://site.example.org/second', url: 'https://site.example.org/second' })
  })
})

describe('the link of an item', () => {
  it.each([
    ['<link>https://a.org/1</link>', 'https://a.org/1'],
    ['<link>https://a.org/1</link><link>https://a.org/2</link>', 'https://a.org/2'],
    ['<link href="https://a.org/1"/>', 'https://a.org/1'],
    ['<atom:link rel="replies" href="https://a.org/r"/><atom:link href="https://a.org/1"/>', 'https://a.org/1'],
    ['<guid>https://a.org/1</guid>', 'https://a.org/1'],
    ['<guid isPermaLink="true">one</guid>', 'https://site.example.org/one'],
    ['<guid>one</guid>', undefined],
    ['<guid isPermaLink="false">https://a.org/1</guid>', undefined],
    ['<enclosure url=" "/><enclosure url="https://a.org/1.mp3"/>', 'https://a.org/1.mp3'],
    ['<x:link>https://a.org/x</x:link>', undefined],
    ['<image><link>https://a.org/image</link></image>', undefined],
    ['<link>javascript:alert(1)</link>', undefined],
    ['<link>https://a.org/#part</link>', 'https://a.org/#part'],
    ['<link>https://a.org/?a=1&b=2&copy=3</link>', 'https://a.org/?a=1&b=2&copy=3'],
  ])('%s is %s', (inside, url) => {
    expect(rssItem(inside).url).toBe(url)
  })

  it('an id made of the link leaves out tracking and fragment, the link itself does not', () => {
    const item = rssItem('<link>https://A.org/1?utm_source=rss&amp;id=7#top</link>')
    expect(item.id).toBe('https://a.org/1?id=7')
    expect(item.url).toBe('https://a.org/1?utm_source=rss&id=7#top')
  })
})

describe('the texts of an item', () => {
  it.each([
    ['escaped markup', '&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;', 'One two'],
    ['markup in CDATA', '<![CDATA[<p>One <b>two</b></p>]]>', 'One two'],
    ['naked markup', '<p>One <b>two</b></p>', 'One two'],
    ['text around CDATA', 'One <![CDATA[<b>two</b>]]> three', 'One two three'],
    ['less than, not a tag', '1 &lt; 2', '1 < 2'],
    ['twice escaped angle brackets', 'ticker &amp;lt;BIGCO&amp;gt;', 'ticker <BIGCO>'],
    ['a bare ampersand', 'Fish & chips &amp; peas', 'Fish & chips & peas'],
    ['HTML names in XML', 'caf&eacute;&rsquo;s', 'café’s'],
    ['windows-1252 numbers', 'don&#146;t', 'don’t'],
    ['names that nobody knows', 'a &bogus; b', 'a &bogus; b'],
    ['scripts and styles', '<![CDATA[<script>alert("x")</script><style>p{}</style>One]]>', 'One'],
    ['white space', '  One\n\t two\u00a0 three ', 'One two three'],
    ['a table', '<![CDATA[<table><tr><td>1</td><td>2</td></tr></table>]]>', '1 2'],
    [
      'a name in tags of its own, with its spaces',
      '<![CDATA[Comrade <nobr><august_name>An Name</august_name></nobr> met]]>',
      'Comrade An Name met',
    ],
    ['a quote that never ends', '<![CDATA[One <a href="x>two</a> three]]>', 'One two three'],
  ])('%s', (_, inside, text) => {
    expect(rssItem(`<description>${inside}</description>`).summary).toBe(text)
  })

  it('a title keeps angle brackets that are no markup', () => {
    expect(rssItem('<title>List&lt;String&gt; &amp; more</title>').title).toBe('List<String> & more')
    expect(rssItem('<title>&lt;b&gt;Bold&lt;/b&gt; news</title>').title).toBe('Bold news')
  })

  it('summary comes from a summary only, text from content only', () => {
    expect(rssItem('<description>Brief.</description>')).toMatchObject({ summary: 'Brief.', lead: 'Brief.' })
    expect(rssItem('<description>Brief.</description>').text).toBeUndefined()
    expect(rssItem('<content:encoded>Whole.</content:encoded>').summary).toBeUndefined()
  })

  it('an unknown module cannot pass itself off as the item', () => {
    const item = rssItem('<x:title>no</x:title><title>yes</title><x:description>no</x:description>')
    expect(item).toMatchObject({ title: 'yes', lead: '' })
    expect(item.summary).toBeUndefined()
  })

  it('a page without a title has an empty one', () => {
    expect(rssItem('<description>x</description>').title).toBe('')
  })
})

describe('the people of an item', () => {
  it.each([
    ['<author>me@a.org (Ada Stone)</author>', [{ name: 'Ada Stone', email: 'me@a.org' }]],
    ['<author>Ada Stone (me@a.org)</author>', [{ name: 'Ada Stone', email: 'me@a.org' }]],
    ['<author>Ada Stone &lt;me@a.org&gt;</author>', [{ name: 'Ada Stone', email: 'me@a.org' }]],
    ['<author>me@a.org</author>', [{ email: 'me@a.org' }]],
    ['<author>Ada Stone</author>', [{ name: 'Ada Stone' }]],
    [
      '<dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator><dc:creator>Ada</dc:creator>',
      [{ name: 'Ada' }, { name: 'Bo' }],
    ],
    [
      '<atom:author><atom:name>Ada</atom:name><atom:email>a@a.org</atom:email></atom:author>',
      [{ name: 'Ada', email: 'a@a.org' }],
    ],
    ['', []],
  ])('%s', (inside, authors) => {
    expect(rssItem(inside).authors).toEqual(authors)
  })
})

describe('older and other RSS', () => {
  it.each([
    [
      'RSS 1.0',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel>ITEM</rdf:RDF>',
    ],
    [
      'RSS 0.90',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel>ITEM</rdf:RDF>',
    ],
    [
      'RSS 0.91',
      '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd"><rss version="0.91"><channel><title>T</title>ITEM</channel></rss>',
    ],
    [
      'RSS 2.0 in a namespace',
      '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>T</title>ITEM</channel></rss>',
    ],
    ['a document type that is not its own', '<!DOCTYPE html><rss><channel><title>T</title>ITEM</channel></rss>'],
    ['upper case', '<RSS><CHANNEL><TITLE>T</TITLE>ITEM</CHANNEL></RSS>'],
    [
      'a complaint of the server in front',
      '<br /><b>Warning</b>: something <rss><channel><title>T</title>ITEM</channel></rss>',
    ],
    ['blank lines in front', '\n\n  <?xml version="1.0"?><rss><channel><title>T</title>ITEM</channel></rss>'],
    ['no closing tag of its root', '<rss><channel><title>T</title>ITEM'],
  ])('%s', (_, frame) => {
    const item = '<item><title>One</title><link>https://a.org/1</link></item>'
    expect(read(frame.replace('ITEM', item))).toMatchObject({
      feed: { title: 'T' },
      items: [{ title: 'One', url: 'https://a.org/1' }],
    })
  })

  it('any prefix for the feed’s own elements', () => {
    const { items } = read(
      '<q:RDF xmlns:q="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/" xmlns:D="http://purl.org/dc/elements/1.1/"><r:channel/><r:item q:about="urn:1"><r:title>One</r:title><D:date>2006-01-02</D:date></r:item></q:RDF>',
    )
    expect(items[0]).toMatchObject({ id: 'urn:1', title: 'One', published: '2006-01-02T00:00:00Z', day: '2006-01-02' })
  })

  it('a module whose prefix nobody declared is still known by it', () => {
    const { items } = read(
      '<rss><channel><item><dc:creator>Ada</dc:creator><content:encoded>Text</content:encoded></item></channel></rss>',
    )
    expect(items[0]).toMatchObject({ authors: [{ name: 'Ada' }], text: 'Text' })
  })

  it('items without their closing tags stay apart', () => {
    const { items } = read(
      '<rss><channel><item><title>One</title><item><title>Two</title><item><title>Three</title></channel></rss>',
    )
    expect(items.map(({ title }) => title)).toEqual(['One', 'Two', 'Three'])
  })

  it('of two items with one id the first stays', () => {
    const { items } = read(
      '<rss><channel><item><guid>a</guid><title>One</title></item><item><guid>a</guid><title>Two</title></item><item><guid>b</guid></item></channel></rss>',
    )
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'One'],
      ['b', ''],
    ])
  })
})
