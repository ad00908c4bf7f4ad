// Posts as WordPress' REST API lists them, around anybody's words.

export type Post = {
  readonly id: number
  readonly title: string
  readonly html: string
  readonly excerpt?: string
  /** The site's own clock, without a zone. */
  readonly date: string
  readonly gmt?: string
}

export const SITE = 'https://paper.example'

/** One post, with the fields that a request for all of those we read would get. */
export const wpPost = ({ id, title, html, excerpt = '', date, gmt }: Post): object => ({
  id,
  date,
  ...(gmt === undefined ? {} : { date_gmt: gmt, modified_gmt: gmt }),
  modified: date,
  link: `${SITE}/2026/07/story-${id}/`,
  title: { rendered: title },
  excerpt: { rendered: excerpt, protected: false },
  content: { rendered: html, protected: false },
})

export const wpPosts = (posts: readonly Post[]): string => JSON.stringify(posts.map(wpPost))
