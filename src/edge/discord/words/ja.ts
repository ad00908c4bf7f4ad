// Japanese.
import type { LocaleWords } from './words.ts'

export const JA: LocaleWords = {
  declared: {
    // Options of several commands
    '* rule': ['ルール', 'どのルールか'],
    '* query': ['検索語', '語、"フレーズ"、前方一致*、OR、NOT、@topic'],
    '* topic': ['トピック', '用意されたトピック（カンマ区切り）'],
    '* channel': ['チャンネル', '投稿先。省略するとここ'],
    '* ping': ['メンション', 'メンションするロール'],
    '* source': ['情報源', 'この情報源だけ（カンマ区切り）'],
    '* scope': ['範囲', '記事のどこまでを見るか。省略すると見出しと冒頭'],
    '* scope=title': ['見出し'],
    '* scope=lead': ['見出しと冒頭'],
    '* scope=text': ['すべて'],
    '* delivery': ['配信', 'すぐに、またはまとめて'],
    '* delivery=instant': ['すぐに'],
    '* delivery=hourly': ['1時間に1回'],
    '* delivery=daily': ['1日に1回'],
    '* time': ['時刻', '毎日のまとめが届く時刻（例 07:30）'],
    '* zone': ['時間帯', 'その時刻のタイムゾーン（例 Asia/Tokyo）'],
    '* changes': ['変更', '記事の訂正や取り下げの知らせ方'],
    '* changes=both': ['メッセージに印をつけて返信も'],
    '* changes=reply': ['返信で'],
    '* changes=edit': ['メッセージに印をつける'],
    '* changes=off': ['知らせない'],
    '* silent': ['無音', '音を鳴らさずに投稿'],
    '* name': ['名前', 'ルールの名前'],
    '* tags': ['タグ', 'フォーラムの投稿のタグ名（カンマ区切り）'],
    '* for': ['期間', 'どれだけの間か。省略すると再開するまで'],
    '* for=1h': ['1時間'],
    '* for=8h': ['8時間'],
    '* for=24h': ['24時間'],
    '* for=7d': ['7日'],
    '* items': ['件数', '最近の何件で試すか'],
    '* item': ['記事', '記事を選ぶか、アドレスを入力'],

    // /watch
    watch: ['監視', 'このサーバーのチャンネルに知らせるルール'],
    'watch add': ['追加', '新しい記事が一致したらチャンネルに通知'],
    'watch new': ['作成', 'フォームで順にルールを作る'],
    'watch list': ['一覧', 'このサーバーのルールを表示'],
    'watch show': ['表示', 'ルールの詳しい内容'],
    'watch edit': ['編集', 'ルールを変更'],
    'watch pause': ['停止', 'ルールをしばらく止める'],
    'watch resume': ['再開', '止めたルールを再開'],
    'watch remove': ['削除', 'ルールを削除'],
    'watch test': ['試行', '最近の記事で何が一致するかを見る（保存しない）'],
    'watch preview': ['プレビュー', 'ルールの通知の見本をここに表示（メンションなし）'],
    'watch why': ['理由', 'ルールが記事を知らせた、または知らせなかった理由'],
    'watch history': ['履歴', '誰がいつどのルールを変えたか'],

    // /alerts

    // /mute

    // /source

    // /hook

    // /latest, /search, /trend

    // /status

    // /help

    // Why did this match?
  },
  sentences: {
    common: {
      unknown: 'そのコマンドは分かりません。この Nightdesk と版が違うのかもしれません。',
      serversOnly: 'ボットが参加しているサーバーでだけ使えます。',
      notOpen: 'この Nightdesk はこのサーバーには開かれていません。',
      noUserInstall: 'この Nightdesk はサーバーでだけ使えます。個人のアカウントには追加できません。',
      notYours: 'これは別の人のものです。',
      managersOnly: 'サーバー管理の権限が必要です。',
      personalOff: '個人向けの通知は運営者が止めています。',
      failed: 'こちらで問題が起きました。少ししてからもう一度お試しください。',
      tooLong: '時間がかかりすぎました。少ししてからもう一度お試しください。',
      tooLongChange: '待てる時間を超えました。もう一度試す前に、済んでいるかどうか確かめてください。',
      atWork: 'まだ処理しています。',
      missingRights: (rights, channel) =>
        `まだ ${channel} に投稿できません。そのチャンネルで私のロールに次の権限を付けて（チャンネルの編集 > 権限）、もう一度お試しください: ${rights}`,
      yes: 'はい',
      no: 'いいえ',
      back: '戻る',
      more: '続き',
    },

    rules: {
      nothingToWatch: '何を見張るかを教えてください。語かトピックを入れます。',
      nothingToTest: '何を試すかを教えてください。ルール、語、トピックのどれかを入れます。',
      nothingToChange: '変えるものを一つ以上入れてください。',
      noSuchRule: 'そのようなルールはここにありません。候補から選んでください。',
      noSuchPlace:
        'そのチャンネルには届けられません。テキスト、アナウンス、スレッド、フォーラムのどれかを選んでください。',
      noSuchSource: (source) => `「${source}」という情報源はありません。候補から選んでください。`,
      noTime: (time) => `「${time}」は時刻ではありません。07:30 のように書いてください。`,
      noZone: (zone) => `「${zone}」というタイムゾーンは分かりません。Asia/Tokyo のように書いてください。`,
      tagsForForums: 'タグはフォーラムのものですが、そのチャンネルはフォーラムではありません。',
      saved: (query, where, delivery) => `${where} で ${query} を見張ります（${delivery}）。`,
      untried: '試せる記事がまだありません。',
      tried: (atLeast, hits, of) => `最近の${of}件のうち${atLeast ? '少なくとも' : ''}${hits}件が一致します。`,
      triedMuch: (atLeast, hits, of) =>
        `最近の${of}件のうち${atLeast ? '少なくとも' : ''}${hits}件が一致します。三分の一を超えています。`,
      triedNone: (of, over) => `${over}日間の最近の${of}件には、一致するものがありません。`,
      triedNoneInLead: (of, over) => `${over}日間の最近の${of}件の見出しと冒頭には、一致するものがありません。`,
      nearMiss: (title, missing) => `惜しいもの: ${title}（足りない語: ${missing}）`,
      nearBy: (terms) => `これがなければ一致します: ${terms}`,
      previewHead: '通知はこのようになります。プレビューは誰にもメンションしません。',
      nothingToPreview: '最近の記事に一致するものがなく、まだお見せできません。',
      preview: 'プレビュー',
      edit: '編集',
      undo: '元に戻す',
      undoLast: '最後の変更を元に戻す',
      undone: '元に戻しました。',
      tooLateToUndo: 'その後また変更されたので、そのままにしました。',
      noSuchChange: 'その変更はもう覚えていません。',
      noHistory: 'まだ何も変更されていません。',
      removed: (name) => `ルール ${name} を削除しました。`,
      pausedNow: (name) => `ルール ${name} を止めました。再開のコマンドで続けられます。`,
      pausedNowUntil: (name, until) => `ルール ${name} を ${until} まで止めました。`,
      resumed: (name) => `ルール ${name} を再開しました。`,
      placeTriedAgain: (reason, replayed) =>
        `届け先が通知を受け取らなくなっていました（${reason}）。待っていた${replayed}件と一緒に、もう一度試します。`,
      instant: 'すぐに',
      hourly: '1時間に1回',
      daily: (time, zone) => `毎日 ${time}（${zone}）`,
      dailyDefault: '毎日 07:30（Asia/Seoul）',
      scopeTitle: '見出し',
      scopeLead: '見出しと冒頭',
      scopeText: 'すべて',
      active: '動作中',
      paused: '停止中',
      pausedUntil: (when) => `停止中、${when} に終わる`,
      expired: '期限切れ',
      everySource: 'すべて',
      unknownPlace: 'なくなった場所',
      mend: '直してから再開のコマンドを使ってください。',
      operator: '運営者',
      wasAdded: '追加',
      wasChanged: '変更',
      wasRemoved: '削除',
      name: '名前',
      query: '探すもの',
      scope: '範囲',
      sources: '情報源',
      where: '届け先',
      delivery: '配信',
      pings: 'メンション',
      silent: '無音',
      changes: '記事の変更',
      state: '状態',
      fault: '問題',
      made: '作成',
      formTitle: '新しいルール',
      formEdit: 'ルールの編集',
      formQuery: { label: '探すもの', description: '語、"フレーズ"、前方一致*、OR、NOT、@topic' },
      formTopics: (others) => ({ label: 'トピック', description: `どれか一つに一致。上に書けるもの: ${others}` }),
      formChannel: { label: '投稿先' },
      formPing: { label: 'メンションするロール', description: '空なら誰にもメンションしません' },
      formDelivery: { label: '配信', description: '省略するとすぐに' },
      formName: { label: '名前' },
      formScope: { label: '記事のどこまでを見るか' },
    },

    // /watch
    watch: {
      none: 'まだルールがありません。/watch add で作るか、/watch new で順に作ってください。',
    },

    // /alerts

    // /mute

    // /source

    // /hook

    // /latest, /search, /trend

    // /status

    // /help

    // Why did this match?
  },
}
