// What a message says of a digest: a title, and under each topic its stories, a headline and a line each.

import { SERVICE } from '../limits.ts'
import { cut } from '../summary/cut.ts'
import type { Digest, DigestEntry, DigestKind } from './digest.ts'
import { inert } from './inert.ts'
import { headlineOf, type Link, linksOf, originOf, rulesOf } from './telling.ts'

export type EntryTelling = {
  readonly headline: string
  /** Where it comes from, and the rules it answers to. */
  readonly detail: string
  readonly link?: Link
  /** Set on the first entry of a topic. */
  readonly topic?: string
}

export type DigestTelling = { readonly title: string; readonly entries: readonly EntryTelling[] }

const NAMES: { readonly [kind in DigestKind]: string } = {
  hourly: 'Hourly digest',
  daily: 'Daily digest',
  quiet: 'During quiet hours',
  cap: 'More than the hour’s cap',
  late: 'Delivered late',
}

export const digestTitle = ({ kind, period, page, pages }: Omit<Digest, 'entries'>): string => {
  const part = pages > 1 ? ` · ${page} of ${pages}` : ''
  return `${NAMES[kind]} · ${period.replace('T', ' ')}${/T\d\d$/.test(period) ? ':00 UTC' : ''}${part}`
}

export const tellEntry = ({ alert, topic }: DigestEntry): EntryTelling => {
  const [link] = linksOf(alert)
  return {
    headline: headlineOf(alert),
    detail: `${originOf(alert)} · Rule: ${rulesOf(alert)}`,
    ...(link === undefined ? {} : { link }),
    ...(topic === undefined ? {} : { topic: inert(cut(topic, SERVICE.NAME)) }),
  }
}

export const tellDigest = (digest: Digest): DigestTelling => {
  let above: string | undefined
  const entries = digest.entries.map((entry) => {
    const { topic, ...rest } = tellEntry(entry)
    const isNew = topic !== undefined && topic !== above
    above = topic
    return isNew ? { ...rest, topic } : rest
  })
  return { title: digestTitle(digest), entries }
}

/** A digest in which a pinging rule has a share makes its sound; one that is silent throughout makes none. */
export const isSilent = ({ entries }: Digest): boolean => entries.every(({ alert }) => alert.silent)
