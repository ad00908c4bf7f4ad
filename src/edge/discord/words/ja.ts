// Japanese.
import { ADMISSION } from '../../../core/limits.ts'
import type { SourceState } from '../../../core/model.ts'
import { ALIKE } from './alike.ts'
import { JAPANESE } from './query-faults.ts'
import { JAPANESE_STANDSTILLS } from './standstills.ts'
import { JAPANESE_WHY } from './why/ja.ts'
import type { LocaleWords } from './words.ts'

/** Of a source. */
const STATES: Readonly<Record<SourceState, string>> = {
  ok: '正常',
  quiet: 'いつもより長く新しい記事がない',
  failing: '応答がない',
  blocked: 'サイトに断られている',
  moved: '多くの記事が一度になくなったか変わった',
  unparsable: '一覧を読めなくなった',
  gap: '一覧に収まらないほど新しい記事があり、抜けがあるかもしれない',
}

export const JA: LocaleWords = {
  declared: {
    ...ALIKE,
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
    '* merge': ['まとめ', '複数の情報源が伝えた記事を一度だけ知らせる。省略するとはい'],
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
    'watch edit no-ping': ['メンションなし', 'もうどのロールもメンションしない'],
    'watch pause': ['停止', 'ルールをしばらく止める'],
    'watch resume': ['再開', '止めたルールを再開'],
    'watch remove': ['削除', 'ルールを削除'],
    'watch test': ['試行', '最近の記事で何が一致するかを見る（保存しない）'],
    'watch preview': ['プレビュー', 'ルールの通知の見本をここに表示（メンションなし）'],
    'watch why': ['理由', 'ルールが記事を知らせた、または知らせなかった理由'],
    'watch history': ['履歴', '誰がいつどのルールを変えたか'],
    'watch add hook': ['フック', '代わりに通知を受け取るこのサーバーのフック'],
    'watch edit hook': ['フック', '代わりに通知を受け取るこのサーバーのフック'],

    // /alerts
    alerts: ['マイ通知', '自分のルール。ダイレクトメッセージで届く'],
    'alerts add': ['追加', '新しい記事が一致したらダイレクトメッセージで知らせる'],
    'alerts list': ['一覧', '自分のルールを表示'],
    'alerts edit': ['編集', '自分のルールを変える'],
    'alerts pause': ['停止', '自分のルールをしばらく止める'],
    'alerts resume': ['再開', '止めた自分のルールを再開'],
    'alerts remove': ['削除', '自分のルールを削除'],
    'alerts muted': ['ミュート', 'ミュートしたものを表示、または解除'],
    'alerts muted what': ['対象', 'また知らせるもの'],
    'alerts settings': ['設定', '静かな時間、毎日のまとめの時刻、タイムゾーン'],
    'alerts settings quiet': ['静かな時間', '通知のない時間。例: 22:00-07:00、off でなくす'],
    'alerts settings digest': ['まとめ', '毎日のまとめが届く時刻。例: 07:30'],
    'alerts forget-me': ['忘れる', '自分について保存されたものを今すぐすべて消す'],

    // /mute
    mute: ['ミュート', 'このサーバーのチャンネルでしばらく知らせない記事と情報源'],
    'mute add': ['追加', '記事や情報源をしばらく知らせない'],
    '* what': ['対象', 'どの記事または情報源か'],
    'mute add what': ['対象', '記事か情報源を選ぶか、記事のアドレスを書く'],
    'mute add for': ['期間', 'どれだけの間か'],
    '* for=forever': ['ずっと'],
    'mute add channel': ['チャンネル', 'どのチャンネルで。省略するとここ'],
    'mute add everywhere': ['全体', 'このサーバーのすべてのチャンネルとフックで'],
    'mute list': ['一覧', 'このサーバーでミュートしているもの'],
    'mute remove': ['解除', 'ミュートした記事や情報源をまた知らせる'],
    'mute remove channel': ['チャンネル', 'このチャンネルだけで。省略するとすべて'],

    // /source
    source: ['情報源', 'このサーバーのルールが見る情報源'],
    'source add': ['追加', 'このサーバーだけのために情報源を読む'],
    'source add url': ['アドレス', 'フィードまたはページのアドレス'],
    'source add name': ['名前', '情報源の名前。省略するとホスト名'],
    'source add every': ['間隔', '何分ごとに見るか。省略すると15'],
    'source list': ['一覧', 'このサーバーが見られる情報源'],
    'source remove': ['削除', 'このサーバーの情報源を読むのをやめる'],
    'source remove source': ['情報源', 'このサーバーのどの情報源か'],
    'source status': ['状態', '情報源ごとに正常か、いつからか、何が見つかったか'],

    // /hook
    hook: ['フック', 'このサーバーの通知を受け取るWebhookや他のサービス'],
    'hook add': ['追加', 'Webhook、Slack、Teams、ntfy、Telegramに通知を送る'],
    'hook add format': ['形式', '通知を受け取るもの。アドレスは次に尋ねます'],
    '* hook': ['フック', 'どのフックか'],
    'hook list': ['一覧', 'このサーバーのフックとその状態'],
    'hook test': ['テスト', 'テストを送る。新しいフックは受け入れた後で使われます'],
    'hook rotate': ['鍵更新', '署名付きWebhookの新しいシークレット。古いものも1日使えます'],
    'hook enable': ['再開', '止まったフックを、待っていたものや失われたものと共に再開'],
    'hook remove': ['削除', 'フックを削除'],

    // /latest, /search, /trend
    latest: ['最新', '情報源の最も新しい記事'],
    '* count': ['件数', '記事の数。省略すると5'],
    search: ['検索', '情報源に載ったものから探す'],
    trend: ['傾向', '日ごとにどれだけ取り上げられたか'],
    'trend query': ['検索語', 'トピック、またはルールと同じ書き方の語'],
    'trend days': ['日数', '何日間か。省略すると7'],

    // /status
    status: ['状態', 'ここですべて動いているか、動かないものはどう直すか'],
    'status channel': ['チャンネル', '届け先や情報源が止まったらこのチャンネルに知らせる'],
    'status clear': ['解除', 'どのチャンネルにも知らせない'],

    // /help
    help: ['ヘルプ', 'ここでできることと、検索語の書き方'],

    // Why did this match?
    'Why did this match?': ['通知の理由'],
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
      news: (news) => {
        if (news.kind === 'topic')
          return `トピック @${news.topic} が変わりました（版 ${news.from} から ${news.to}）。これを使うルールは前と違う記事に一致することがあります。`
        if (news.kind === 'sentence') return news.text
        if (news.kind === 'source')
          return `情報源 ${news.name}: ${STATES[news.state]}${news.evidence === undefined ? '' : `（${news.evidence}）`}。`
        return news.disabled === undefined
          ? `${news.name} への通知を再開しました。`
          : `${news.name} への通知が止まりました: ${news.disabled}。待っているものは保管されます。直してから再開してください。`
      },
      queryErrors: JAPANESE,
      standstills: JAPANESE_STANDSTILLS,
      meant: (like) => `${like} ですか？`,
      quota: (refused) => {
        const { quota } = refused
        if (quota.of !== 'holdings')
          return `それではこのNightdeskの1日分の${quota.percent} %になります（上限は${quota.most} %）。情報源、ルール、届け先を減らしてください。`
        const { wish, most, personal } = quota
        const what = { source: '情報源', rule: 'ルール', hook: 'フック' }[wish]
        const how = personal
          ? '/alerts remove'
          : { source: '/source remove', rule: '/watch remove', hook: '/hook remove' }[wish]
        return most === 0
          ? `ここでは個人の${what}は持てません。`
          : `${what}は${most}個までで、すべて使われています。${how} で一つ消してください。`
      },
      address: {
        invalid: 'ウェブのアドレスではありません。',
        'too-long': 'アドレスが長すぎます。',
        scheme: 'アドレスはhttps://で始まる必要があります（情報源はhttp://も可）。',
        credentials: 'アドレスにユーザー名やパスワードは入れられません。',
        port: 'httpやhttpsの通常のポートだけ使えます。',
        address: '数字のアドレスではなくホスト名を使ってください。',
        name: '公開されたホスト名ではありません。',
        'own-host': 'Nightdeskは自分自身を呼びません。',
      },
      missingRights: (rights, channel) =>
        `まだ ${channel} に投稿できません。そのチャンネルで私のロールに次の権限を付けて（チャンネルの編集 > 権限）、もう一度お試しください: ${rights}`,
      yes: 'はい',
      no: 'いいえ',
      back: '戻る',
      more: '続き',
      andMore: (number) => `ほか${number}件`,
    },

    rules: {
      nothingToWatch: '何を見張るかを教えてください。語かトピックを入れます。',
      nothingToTest: '何を試すかを教えてください。ルール、語、トピックのどれかを入れます。',
      nothingToChange: '変えるものを一つ以上入れてください。',
      noSuchRule: 'そのようなルールはここにありません。候補から選んでください。',
      onePlace: 'チャンネルかフックのどちらか一つを選んでください。',
      noSuchPlace:
        'そのチャンネルには届けられません。テキスト、アナウンス、スレッド、フォーラムのどれかを選んでください。',
      noSuchSource: (source) => `「${source}」という情報源はありません。候補から選んでください。`,
      noTime: (time) => `「${time}」は時刻ではありません。07:30 のように書いてください。`,
      noZone: (zone) => `「${zone}」というタイムゾーンは分かりません。Asia/Tokyo のように書いてください。`,
      tagsForForums: 'タグはフォーラムのものですが、そのチャンネルはフォーラムではありません。',
      tagsWithChannel: 'タグはフォーラムと一緒に使います。チャンネルの欄でフォーラムを選んでください。',
      noEveryone: 'メンションするのはロールだけで、全員には送りません。人に付けられるロールを選んでください。',
      mayNotPing: (role, channel) =>
        `${channel} では ${role} をメンションできないかもしれません。誰でもメンションできるロールでなければ、そのチャンネルで私のロールに次の権限を付けてください（チャンネルの編集 > 権限）: Mention Everyone`,
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
      merge: '複数の情報源を一つに',
      changes: '記事の変更',
      state: '状態',
      fault: '問題',
      made: '作成',
      formTitle: '新しいルール',
      formEdit: 'ルールの編集',
      formQuery: { label: '探すもの', description: '語、"フレーズ"、前方一致*、OR、NOT、@topic' },
      formTopics: { label: 'トピック: 兵器と指導部', description: 'どれか一つに一致' },
      formOtherTopics: { label: 'トピック: 対外・経済・社会', description: 'どれか一つに一致' },
      formChannel: { label: '投稿先' },
      formPing: { label: 'メンションするロール', description: '空なら誰にもメンションしません' },
      formDelivery: { label: '配信' },
      formName: { label: '名前' },
      formScope: { label: '記事のどこまでを見るか' },
    },

    // /watch
    watch: {
      none: 'まだルールがありません。/watch add で作るか、/watch new で順に作ってください。',
    },

    // /alerts
    alerts: {
      none: 'まだルールがありません。/alerts add で作ってください。',
      here: 'ダイレクトメッセージ',
      greeting:
        '通知はここに届きます。/alerts list でルールの表示、/alerts settings で静かな時間の設定、/alerts forget-me であなたについてのものをすべて消去できます。',
      closed:
        'ダイレクトメッセージを送れないため、何も保存しませんでした。一緒にいるサーバーのプライバシー設定でダイレクトメッセージを許可してから、もう一度お試しください。',
      notArrived: (reason) => `最初のダイレクトメッセージが届かなかったため（${reason}）、何も保存しませんでした。`,
      forgotten: (rules) => `あなたについてのものをすべて消しました: ルール${rules}件、設定、通知。`,
      nothingMuted: 'ミュートしているものはありません。',
      noHours: (hours) =>
        `「${hours}」は静かな時間ではありません。22:00-07:00 のように書くか、なくすには off と書いてください。`,
      arranged: '設定しました。',
      noQuiet: '静かな時間: なし',
      quiet: (from, to) =>
        `静かな時間: ${from} から ${to} まで。その間のものは、終わってから一つのメッセージで届きます`,
      digest: (time) => `毎日のまとめ: ${time}`,
      zone: (zone) => `タイムゾーン: ${zone}`,
    },

    // /mute
    mute: {
      sourceChoice: (name) => `情報源: ${name}`,
      none: 'このサーバーでミュートしているものはありません。',
      noTime: '期間を候補から選んでください。',
      noSuchThing: 'その記事や情報源は見つかりません。候補から選んでください。',
      nothingTold: (channel) => `${channel}に届けるルールがないので、ミュートするものがありません。`,
      everywhere: 'このサーバー全体で',
      forGood: 'ずっと',
      until: (when) => `（${when}に終わります）`,
      muted: (what, where, until) => `ミュートしました: **${what}**、${where} ${until}`,
      notMuted: 'そこではミュートされていません。',
      unmuted: (what) => `ミュートを解除しました: **${what}**`,
    },

    // /source
    source: {
      none: '読んでいる情報源はまだありません。/source addにフィードのアドレスを書いてください。',
      noSuch: 'このサーバーにその情報源はありません。候補から選んでください。',
      shared: (name, id) =>
        `運営者がすでに${name}を\`${id}\`として読んでいます。ルールでそのまま使えるので、何も追加していません。`,
      known: (name, id) => `${name}はすでに\`${id}\`として読んでいます。`,
      added: (name, id) => `これから${name}を\`${id}\`として読みます。`,
      readSoon: (minutes) => `${minutes}分以内に読みます。結果は/source statusで見られます。`,
      firstFailed: (why) => `最初の読み取りに失敗しました: ${why}\n続けて試します。状態は/source statusで見られます。`,
      firstRead: (stories, minutes) =>
        `読めます。記事が${stories}件あります。これから出るものを${minutes}分以内に調べます。`,
      removed: (name) => `${name}はもう読みません。`,
      inUse: (name, rules) =>
        `次のルールが使っているため、${name}は残します: ${rules}。先にルールを変えるか削除してください。`,
      every: (minutes) => `${minutes}分ごと`,
      pushed: '外から届けられる',
      own: 'このサーバーのもの',
      operators: '運営者のもの',
      items: (number) => `記事${number}件`,
      noAnswer: '応答なし',
      state: (state, since) => (state === 'silent' ? `沈黙、最後の記事は${since}` : `${since}から${STATES[state]}`),
    },

    // /hook
    hook: {
      none: 'フックはまだありません。/hook addで作れます。',
      noSuch: 'ここにそのフックはありません。候補から選んでください。',
      noSuchFormat: 'その形式は知りません。候補から選んでください。',
      formTitle: (format) => `新しいフック: ${format}`,
      fields: {
        url: { label: 'アドレス (https://…)', description: '秘密です。保存した後は二度と表示しません' },
        thread: { label: 'スレッドのID' },
        topic: { label: 'トピック', description: '知っている人は誰でも読めます' },
        token: { label: 'ボットのトークン', description: '秘密です。保存した後は二度と表示しません' },
        chat: { label: 'チャット', description: '番号、またはチャンネルの@名前' },
      },
      formName: { label: '名前' },
      faults: {
        url: '受け付けられないアドレスです。空か、長すぎます。',
        thread: 'スレッドのIDは数字だけです。',
        topic: 'トピックは英数字と-と_で、64文字までです。',
        token: 'ボットのトークンは123456:ABC-DEF…のような形です。',
        chat: 'チャットは番号か、チャンネルの@名前です。',
        name: '名前が長すぎます。',
      },
      wrongForm: 'そのフォームからはフックを作れません。/hook addでもう一度開いてください。',
      known: (name) => `そのフックはすでにこのサーバーにあります: ${name}。/hook testで試せます。`,
      added: (name, address) => `フック${name}を保存しました（${address}）。`,
      accepted: (name) => `テストが受け入れられました。${name}は通知を受け取れます。`,
      refused: 'テストは拒否されました。',
      noAnswer: 'テストに応答がありませんでした。',
      challenge:
        'テストの確認値が返されませんでした。`data.challenge`の値を、本文かヘッダー`webhook-challenge`で返してください。',
      untilAccepted: 'テストが受け入れられるまで何も送りません。直してから/hook testを使ってください。',
      testsSpent: (most) =>
        `テストは送りませんでした。1つのサーバーは1時間に${most}回まで送れます。新しいフックはテストを待っています。後で/hook testを使ってください。`,
      secret: (secret) =>
        `署名のシークレットです。表示は今回だけなので、受け取る側に保存してください: ||\`${secret}\`||`,
      secretShown: '署名のシークレットは一度表示しました。/hook rotateで新しく作れます。',
      rotated: (name) => `${name}のシークレットが新しくなりました。24時間は古いものでも署名します。`,
      noSecret: 'シークレットがあるのは署名付きWebhook（Standard Webhooks）だけです。',
      enabled: (name, replayed) =>
        `${name}を再開します。${replayed === 0 ? '' : `あきらめていた${replayed}件も送ります。`}`,
      removed: (name) => `フック${name}を削除し、アドレスも忘れました。`,
      inUse: (name, rules) =>
        `次のルールがそこに届けているため、${name}は残します: ${rules}。先にルールを変えるか削除してください。`,
      unconfirmed: 'テストの受け入れを待っています: /hook test',
      disabled: (why) => `あきらめました（${why}）。直してから/hook enable`,
      neverYet: '準備完了、まだ何も送っていません',
      lastTold: (when) => `準備完了、最後の送信は${when}`,
      waiting: (number) => `${number}件が待機中`,
    },

    // /latest, /search, /trend
    archive: {
      noSources: '読んでいる情報源がまだないので、探すものがありません。',
      nothingYet: '情報源からはまだ何も届いていません。',
      nothing: (query) => `${query}に一致する記事は残っていません。`,
      cut: '一度に調べられる量を超えています。もっと古い記事にも一致するものがあるかもしれません。',
      notAsked: (sources) => `調べなかった情報源: ${sources}。情報源を指定すると調べます。`,
      noAnswer: (sources) => `応答しなかった情報源: ${sources}。`,
      searchesSpent: `1分間に調べられる回数（${ADMISSION.SEARCHES_A_MINUTE}回）を使い切りました。1分後にもう一度お試しください。`,
      noHeadline: '（見出しなし）',
      trend: (query, over, total, atLeast) =>
        `**${query}**: ${over}日間に${atLeast ? '少なくとも' : ''}${total}件、平壌の日付による。`,
      trendNone: (query, over) => `この${over}日間に${query}に一致するものはありませんでした。`,
      since: (when) => `保存は${when}に始まりました。それより前の日にはもっとあったかもしれません。`,
    },

    // /status
    status: {
      title: 'ここでの Nightdesk',
      places: '通知の届け先',
      sources: '情報源',
      canPost: 'このチャンネルに投稿できます。',
      noHistory: (channel) =>
        `${channel} で過去のメッセージを見られません。接続が切れると通知が二度届くことがあり、変更を返信で知らせられません。そのチャンネルで私のロールに Read Message History を付けてください。`,
      open: 'Discord は私のメッセージを受け取っています。',
      shut: 'Discord が今は私を受け付けません。通知は待っていて、また受け付けられたら送られます。理由は運営者のログにあります。',
      polled: (when) => `情報源を最後に確認したのは ${when} です。`,
      late: (when) => `情報源を最後に確認したのは ${when} です。cron トリガーが動いていないと運営者に伝えてください。`,
      channel: (channel) => `問題は ${channel} に知らせます。`,
      noChannel: '問題は次のコマンドまで待ちます。/status でチャンネルを選ぶと、そこに知らせます。',
      greeting: 'このサーバーの届け先や情報源が止まったら、ここに知らせます。',
      channelSet: (channel) => `これからは問題を ${channel} に知らせます。`,
      channelCleared: 'もうどのチャンネルにも問題を知らせません。',
      noSuchChannel: 'そのチャンネルには知らせられません。テキスト、アナウンス、スレッドのどれかを選んでください。',
      notArrived: (channel, reason) =>
        `${channel} に最初のメッセージが届かなかったため（${reason}）、何も変えませんでした。`,
      noPlaces: 'まだありません。/watch add でチャンネルのルールを作れます。',
      noAnswer: '今は応答がありません。少ししてからもう一度お試しください',
      mendHook: '直してから /hook enable を使ってください。',
      failing: (waiting, next) => `今はメッセージを受け取りません。待っているメッセージ${waiting}件、次の試み: ${next}`,
      nothingSent: '準備済み、まだ何も送っていません',
      lastSent: (when) => `最後の送信: ${when}`,
      waiting: (waiting) => `待っているメッセージ${waiting}件`,
      notShown: (names) => `表示していないもの: ${names}`,
      noSources: 'まだありません。全員の情報源は運営者が追加します。',
      states: STATES,
      mendOwn: {
        quiet: 'サイトがまだ記事を出しているか確かめてください。',
        failing: '自動でもう一度試します。',
        blocked: 'それに従います。/source remove で削除するか、サイトに問い合わせてください。',
        moved: 'サイトの移転先を確かめてください。新しい住所は /source add で追加します。',
        unparsable: '住所がまだフィードか確かめてください。別の住所は /source add で追加します。',
        gap: '何もしなくてかまいません。確認の間隔が短い情報源ほど抜けが減ります。',
      },
      mendShared: '運営者の情報源で、運営者に知らせています。',
    },

    // /help
    help: {
      commands: 'ここでできること',
      language: '検索語の書き方',
      means: {
        'missile launch': '両方の単語。単語全体で、大文字小文字と順序は問わない',
        '"test fire"': '隣り合って。test-fireやtestfireも',
        'hwasong*': 'こう始まる単語。3文字から',
        'Hwasong-*': 'hwasongと、ハイフンの後に続くもの',
        'missile OR rocket': 'どちらか。AND、OR、NOTは大文字で',
        'missile -japan': '含まないもの。NOT japanも同じ',
        '(missile OR rocket) -museum': 'かっこでまとめる。10段まで',
        'missile NEAR/5 launch': '間に5語まで、順序は問わない',
        'kim ONEAR/3 inspects': 'この順で。20まで',
        'title:nato': '見出しで。lead:とtext:も',
        'source:rodong': 'その情報源から。lang:koとsection:も',
        'atleast3:satellite': '3回以上',
        '=US': '文字どおり。usやU.S.は含まない',
        '@missiles -@sports': 'トピック: 用意された検索語',
        '미싸일 OR 导弹': '韓国語・中国語・日本語は単語の中でも',
      },
      onMessage: (name) => `メッセージのメニューのアプリ: \`${name}\` は通知が来た理由を示します`,
    },

    // /watch why
    why: JAPANESE_WHY,

    // Why did this match?
    story: {
      notHere: 'このチャンネルにそのような通知はありません。',
      noAlert: 'そのメッセージには、まだ覚えている通知がありません。',
      rule: (name, terms) => `ルール ${name}: ${terms}`,
      factsAlone: '語を探さないルールで、条件がすべて合いました',
      earlier: '記事の前の状態が一致しました。この通知は、それが変わったことを知らせます',
      headlineOnly: '冒頭が間に合わず、見出しだけを見ました。',
      inTitle: '見出し',
      inLead: '冒頭',
      inText: '本文',
      several: 'このメッセージには記事がいくつかあります。どれですか。',
      choose: '記事を選ぶ…',
      snoozeWhich: 'いくつかのルールがこの記事を知らせました。どれを静かにしますか。',
      whichRule: 'ルールを選ぶ…',
      snoozeHowLong: (name) => `ルール ${name} をどのくらい静かにしますか。`,
      howLong: '長さを選ぶ…',
      lasting: { '1h': '1時間', '8h': '8時間', '24h': '24時間', '7d': '7日' },
      rulesGone: 'この記事を知らせたルールはもうありません。',
      muted: (title) => `この記事はここではもう知らせません: ${title}`,
    },
  },
}
