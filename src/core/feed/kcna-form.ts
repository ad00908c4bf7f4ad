// The form by which www.kcna.kp turns the pages of a list. It takes a POST with the session's cookie and the token of the page
// before; without them the answer is 200 and an empty page.
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import type { PageRequest } from '../model.ts'
import { decodeEntities } from './dom.ts'
import { attributesOf, readTokens } from './markup.ts'

const FORM = /<form\b[^>]{0,200}\bid\s*=\s*["']?article_form\b/i

/** Elements of the form that are looked at; it has five. */
const ELEMENTS = 50

type Form = { readonly action: string | undefined; readonly fields: ReadonlyMap<string, string> }

const formIn = (html: string): Form | undefined => {
  const at = html.search(FORM)
  if (at < 0) return undefined
  const fields = new Map<string, string>()
  let action: string | undefined
  let elements = 0
  readTokens(html.slice(at), 'html', (token) => {
    if (token.kind !== 'open') return token.kind !== 'close' || token.name !== 'form'
    if (++elements > ELEMENTS) return false
    const written = attributesOf(token.attributes, READ.ATTRIBUTES)
    const name = written.get('name')
    if (token.name === 'form') action = decodeEntities(written.get('action') ?? '')
    else if (token.name === 'input' && name !== undefined) fields.set(name, decodeEntities(written.get('value') ?? ''))
    return true
  })
  return { action, fields }
}

const numberIn = (html: string, variable: string): number | undefined => {
  const found = new RegExp(`\\b${variable}\\s*=\\s*["']?(\\d{1,6})`).exec(html)?.[1]
  return found === undefined ? undefined : Number(found)
}

const encoded = (fields: ReadonlyMap<string, string>): string =>
  [...fields].map((pair) => pair.map(encodeURIComponent).join('=')).join('&')

/** How to ask for the page after this one; undefined on the last, or where the form is not as it was known. */
export const kcnaNextPage = (html: string, url: string | undefined): PageRequest | undefined => {
  const form = formIn(html)
  const target = form === undefined ? undefined : (resolveUrl(form.action ?? '', url) ?? url)
  if (form === undefined || target === undefined || !form.fields.has('_csrf')) return undefined
  const current = numberIn(html, 'cur_page') ?? Number(form.fields.get('page_num') ?? 1)
  const last = numberIn(html, 'page_cnt')
  if (!Number.isInteger(current) || (last !== undefined && current >= last)) return undefined
  return {
    url: target,
    method: 'POST',
    body: encoded(new Map([...form.fields, ['page_num', String(current + 1)]])),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(url === undefined ? {} : { referer: url }),
    },
    session: true,
  }
}
