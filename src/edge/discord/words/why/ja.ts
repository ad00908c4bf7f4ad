// /watch why in Japanese.
import { DELIVER, UNITS } from '../../../../core/limits.ts'
import type { Sentences } from '../words.ts'

const FIELDS = { title: '見出し', lead: 'リード', text: '本文' } as const
const WHAT = { story: '記事', source: '情報源' } as const
const STATES = { waiting: '待機中', sent: '送信済み', merged: '統合', dropped: '送らず', dead: '断念' } as const
const EVENTS = {
  item: '新しい記事',
  revised: '記事の変更',
  withdrawn: '記事の取り下げ',
  source: '情報源の状態',
} as const

export const JAPANESE_WHY: Sentences['why'] = {
  stages: {
    names: {
      seen: '確認',
      source: '情報源',
      time: '時期',
      active: '稼働',
      muted: 'ミュート',
      scope: '範囲',
      query: '検索式',
      outcome: '結果',
    },
    findings: {
      scopes: { title: '見出し', lead: '見出しとリード', text: '見出し、リード、本文' },
      fields: FIELDS,
      found: (word, field) => `${word}（${FIELDS[field]}）`,
      holds: '該当',
      absent: (place) => `${place}にありません`,
      topicless: 'この種類の記事にはトピックがありません',
      fact: (fact, known) => `${{ source: '情報源', lang: '言語', section: '分類' }[fact]}: ${known || '不明'}`,
      seldom: (times, of, found) => `${of} 回のうち ${times} 回: ${found}`,
      apart: {
        fields: (places) => `両方ありますが、同じ欄にありません: ${places}`,
        order: (places) => `両方ありますが、順序が逆です: ${places}`,
        far: (places) => `両方ありますが、離れすぎています: ${places}`,
      },
      ruledOut: (found) => (found === '' ? '該当するため除外' : `見つかったため除外: ${found}`),
    },
    seen: (source, at) => `${source}、${at}`,
    unseen: `最近見た記事にも、この ${DELIVER.KEEP_MS / UNITS.DAY} 日間にそこへ知らせたものにもありません`,
    unheard: (listens, source) => `ルールが聞くのは${listens}で、${source}ではありません`,
    everySource: '見えるすべての情報源',
    baseline: '情報源の最初の一覧にあった記事なので、知らせません',
    inTime: (made) => `ルールの作成: ${made}`,
    tooLate: (made) => `ルールの作成は ${made} で、記事を最初に見た後です`,
    paused: 'ルールは停止中です',
    expired: (at) => `ルールの期限は ${at} に切れました`,
    active: '停止も期限切れもしていません',
    activeUntil: (at) => `${at} まで`,
    muted: (what, label) => `届け先でこの${WHAT[what]}がミュートされています: 「${label}」`,
    mutedUntil: (what, label, until) => `届け先でこの${WHAT[what]}が ${until} までミュートされています: 「${label}」`,
    snoozed: (until) => `ルールは ${until} まで休止中です`,
    wasMuted: '知らせが来たときはミュートか休止中でしたが、今は違います',
    unmuted: '記事も情報源もミュートされておらず、ルールも休止していません',
    scopes: { title: '見出しを見ます', lead: '見出しとリードを見ます', text: '見出し、リード、本文を見ます' },
    lacks: {
      lead: (scope) => `${scope}。この記事にはまだリードがありません`,
      text: (scope) => `${scope}。本文はここに保存されていません`,
    },
    noAlert: '記録された知らせはありません',
    alert: (alert, end) => `知らせ ${alert}: ${end}`,
    underWay: '届け先へ向かっているか、記録より古いものです',
    end: (state, reason) => (reason === '' ? STATES[state] : `${STATES[state]}（${reason}）`),
    endings: {
      plain: {
        accepted: '受け取られました',
        muted: 'ミュート中',
        ruleGone: 'ルールが削除された',
        rulePaused: 'ルールが停止中',
        ruleSnoozed: 'ルールが休止中',
        ruleGoneOrPaused: 'ルールが削除されたか停止中',
        noRule: 'ルールが残っていない',
        left: '知らせはすでに送られていた',
        placeGone: '届け先がなくなった',
        damaged: '保存したものが壊れている',
        unpacked: 'メッセージにできなかった',
        foundThere: '届け先にすでにあった',
      },
      merged: (into) => `知らせ ${into} に統合`,
      event: (event) => `届け先が受け取らないもの: ${EVENTS[event]}`,
      overdue: (hours) => `${hours} 時間以内に受け取られなかった`,
      silent: (days) => `${days} 日間何も受け取られなかった`,
    },
  },
  open: '? の印は記事の本文によりますが、本文はここに保存していません。',
  choose: '表示される一覧から記事を選ぶか、アドレス全体を入力してください。',
  untold: '今なら知らせる記事ですが、届け先に知らせがありません。その後ルールが変わったか、知らせが途中にあります。',
  elsewhere:
    '/search は情報源そのものを調べます。運営者のルールは `POST /api/v1/rules/:id/explain` でも分かり、`nightdesk explain` はどの記事でも検索式を試します。',
}
