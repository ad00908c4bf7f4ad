// Chinese, simplified.
import { ADMISSION } from '../../../core/limits.ts'
import type { SourceState } from '../../../core/model.ts'
import { ALIKE } from './alike.ts'
import { CHINESE } from './query-faults.ts'
import { CHINESE_STANDSTILLS } from './standstills.ts'
import { CHINESE_WHY } from './why/zh-CN.ts'
import type { LocaleWords } from './words.ts'

/** Of a source. */
const STATES: Readonly<Record<SourceState, string>> = {
  ok: '正常',
  quiet: '比平常更久没有新报道',
  failing: '没有回应',
  blocked: '网站拒绝我访问',
  moved: '许多报道同时消失或改变',
  unparsable: '列表已无法读取',
  gap: '新报道多于列表所示，可能有遗漏',
}

export const ZH_CN: LocaleWords = {
  declared: {
    ...ALIKE,
    // Options of several commands
    '* rule': ['规则', '哪条规则'],
    '* query': ['查询', '词、"短语"、前缀*、OR、NOT、@topic'],
    '* topic': ['主题', '现成的主题，用逗号分隔'],
    '* channel': ['频道', '发到哪里；省略则为此处'],
    '* ping': ['提及', '要提及的身份组'],
    '* source': ['来源', '只看这些来源，用逗号分隔'],
    '* scope': ['范围', '看报道的哪些部分；省略则为标题和导语'],
    '* scope=title': ['标题'],
    '* scope=lead': ['标题和导语'],
    '* scope=text': ['全部'],
    '* delivery': ['发送', '立即，或汇总发送'],
    '* delivery=instant': ['立即'],
    '* delivery=hourly': ['每小时一次'],
    '* delivery=daily': ['每天一次'],
    '* time': ['时间', '每日汇总的时间，如 07:30'],
    '* zone': ['时区', '该时间的时区，如 Asia/Shanghai'],
    '* changes': ['变动', '报道被修改或撤下时如何告知'],
    '* changes=both': ['标记消息并回复'],
    '* changes=reply': ['回复消息'],
    '* changes=edit': ['标记消息'],
    '* changes=off': ['不告知'],
    '* silent': ['静音', '发送时不响铃'],
    '* merge': ['合并', '多个来源的同一篇报道只发一次；省略则为是'],
    '* name': ['名称', '规则的名称'],
    '* tags': ['标签', '论坛帖子的标签名，用逗号分隔'],
    '* for': ['多久', '多长时间；省略则直到恢复'],
    '* for=1h': ['1 小时'],
    '* for=8h': ['8 小时'],
    '* for=24h': ['24 小时'],
    '* for=7d': ['7 天'],
    '* items': ['数量', '用最近多少篇报道来试'],
    '* item': ['报道', '选择一篇，或填写其网址'],

    // /watch
    watch: ['监视', '向本服务器频道发送提醒的规则'],
    'watch add': ['添加', '有新报道符合时提醒频道'],
    'watch new': ['新建', '用表单一步步建立规则'],
    'watch list': ['列表', '显示本服务器的规则'],
    'watch show': ['查看', '一条规则的全部内容'],
    'watch edit': ['修改', '更改规则'],
    'watch edit no-ping': ['不提及', '不再提及任何身份组'],
    'watch pause': ['暂停', '让规则停一段时间'],
    'watch resume': ['恢复', '让规则继续'],
    'watch remove': ['删除', '删除规则'],
    'watch test': ['测试', '看规则或查询最近会抓到什么（不保存）'],
    'watch preview': ['预览', '在这里显示规则的提醒样式（不提及任何人）'],
    'watch why': ['原因', '规则为何提醒或没有提醒某篇报道'],
    'watch history': ['历史', '谁在何时更改了哪条规则'],
    'watch add hook': ['挂钩', '改由本服务器的这个挂钩接收提醒'],
    'watch edit hook': ['挂钩', '改由本服务器的这个挂钩接收提醒'],

    // /alerts
    alerts: ['我的提醒', '你自己的规则，用私信提醒'],
    'alerts add': ['添加', '有新报道符合时用私信告诉我'],
    'alerts list': ['列表', '显示你的规则'],
    'alerts edit': ['修改', '更改你的一条规则'],
    'alerts pause': ['暂停', '让你的一条规则停一阵'],
    'alerts resume': ['恢复', '让你的一条规则继续'],
    'alerts remove': ['删除', '删除你的一条规则'],
    'alerts muted': ['静音', '查看已静音的内容，或重新接收'],
    'alerts muted what': ['对象', '要重新接收的内容'],
    'alerts settings': ['设置', '安静时段、每日摘要的时间和时区'],
    'alerts settings quiet': ['安静', '没有提醒的时段，如 22:00-07:00；off 取消'],
    'alerts settings digest': ['摘要', '每日摘要的时间，如 07:30'],
    'alerts forget-me': ['忘记我', '立即删除关于你的一切'],

    // /mute
    mute: ['静音', '本服务器频道暂时不再收到的报道和来源'],
    'mute add': ['添加', '暂时不再收到某篇报道或某个来源'],
    '* what': ['对象', '哪篇报道或哪个来源'],
    'mute add what': ['对象', '选择报道或来源，或填写报道的地址'],
    'mute add for': ['多久', '多长时间'],
    '* for=forever': ['永久'],
    'mute add channel': ['频道', '在哪个频道；省略则为此处'],
    'mute add everywhere': ['全部', '在本服务器的所有频道和挂钩'],
    'mute list': ['列表', '本服务器中已静音的内容'],
    'mute remove': ['解除', '重新收到已静音的报道或来源'],
    'mute remove channel': ['频道', '仅在此频道；省略则为全部'],

    // /source
    source: ['来源', '本服务器规则所读的来源'],
    'source add': ['添加', '只为本服务器再读一个来源'],
    'source add url': ['地址', '订阅源或网页的地址'],
    'source add name': ['名称', '来源的名称；省略则用主机名'],
    'source add every': ['间隔', '每隔几分钟查看一次；省略则为 15'],
    'source list': ['列表', '本服务器能看到的来源'],
    'source remove': ['删除', '不再读取本服务器的某个来源'],
    'source remove source': ['来源', '本服务器的哪个来源'],
    'source status': ['状态', '每个来源是否正常、自何时起、有何发现'],

    // /hook
    hook: ['挂钩', '接收本服务器提醒的 Webhook 和其他服务'],
    'hook add': ['添加', '把提醒发到 Webhook、Slack、Teams、ntfy 或 Telegram'],
    'hook add format': ['格式', '由什么接收提醒；地址稍后再问'],
    '* hook': ['挂钩', '哪个挂钩'],
    'hook list': ['列表', '本服务器的挂钩及其状态'],
    'hook test': ['测试', '发送测试；新挂钩接受测试后才会使用'],
    'hook rotate': ['更换密钥', '签名 Webhook 的新密钥；旧密钥再用一天'],
    'hook enable': ['恢复', '让停用的挂钩继续，连同等待或丢失的消息'],
    'hook remove': ['删除', '删除挂钩'],

    // /latest, /search, /trend
    latest: ['最新', '各来源最新的报道'],
    '* count': ['数量', '几篇报道；省略则为 5'],
    search: ['搜索', '在各来源刊登过的内容中查找'],
    trend: ['趋势', '每天被报道的次数'],
    'trend query': ['查询', '主题，或像规则那样写的词'],
    'trend days': ['天数', '多少天；省略则为 7'],

    // /status
    status: ['状态', '这里是否一切正常，不正常的怎样修好'],
    'status channel': ['频道', '目的地或来源停止时告诉这个频道'],
    'status clear': ['清除', '不再告诉任何频道'],

    // /help
    help: ['帮助', '你在这里能做什么，以及怎样写查询'],

    // Why did this match?
    'Why did this match?': ['为什么符合？'],
  },
  sentences: {
    common: {
      unknown: '我不认识这个命令。它可能与此 Nightdesk 的版本不同。',
      serversOnly: '只能在机器人所在的服务器中使用。',
      notOpen: '此 Nightdesk 没有向本服务器开放。',
      noUserInstall: '此 Nightdesk 只能在服务器中使用，不能安装到个人账号。',
      notYours: '这是别人的。',
      managersOnly: '需要管理服务器的权限。',
      personalOff: '运营者已关闭个人提醒。',
      failed: '我这边出了问题。请稍后再试。',
      tooLong: '花的时间太长了。请稍后再试。',
      tooLongChange: '花的时间超出了限度。再试之前，请先看看是否已经完成。',
      atWork: '我还在处理。',
      news: (news) => {
        if (news.kind === 'topic')
          return `主题 @${news.topic} 已更新（版本 ${news.from} 到 ${news.to}）：用到它的规则可能会匹配不同的报道。`
        if (news.kind === 'sentence') return news.text
        if (news.kind === 'source')
          return `来源 ${news.name}：${STATES[news.state]}${news.evidence === undefined ? '' : `（${news.evidence}）`}。`
        return news.disabled === undefined
          ? `提醒又会发往 ${news.name}。`
          : `发往 ${news.name} 的提醒已停止：${news.disabled}。等待中的会保留；修好后请重新启用。`
      },
      queryErrors: CHINESE,
      standstills: CHINESE_STANDSTILLS,
      meant: (like) => `您是指 ${like} 吗？`,
      quota: (refused) => {
        const { quota } = refused
        if (quota.of !== 'holdings')
          return `这样会用到本 Nightdesk 一天额度的 ${quota.percent} %（上限 ${quota.most} %）。请减少来源、规则或接收处。`
        const { wish, most, personal } = quota
        const what = { source: '个来源', rule: '条规则', hook: '个挂钩' }[wish]
        const how = personal
          ? '/alerts remove'
          : { source: '/source remove', rule: '/watch remove', hook: '/hook remove' }[wish]
        return most === 0
          ? '个人在这里不能有自己的来源或挂钩。'
          : `最多 ${most} ${what}，已全部用完。请用 ${how} 删除一个。`
      },
      address: {
        invalid: '这不是网址。',
        'too-long': '网址太长。',
        scheme: '网址必须以 https:// 开头（来源也可用 http://）。',
        credentials: '网址中不能有用户名或密码。',
        port: '只能用 http 或 https 的常用端口。',
        address: '请用主机名，不要用数字地址。',
        name: '这不是公开的主机名。',
        'own-host': 'Nightdesk 不会访问自己。',
      },
      missingRights: (rights, channel) =>
        `我还不能在 ${channel} 发消息。请在那里给我的身份组以下权限（编辑频道 > 权限），然后再试：${rights}`,
      yes: '是',
      no: '否',
      back: '返回',
      more: '更多',
      andMore: (number) => `另有 ${number} 项`,
    },

    rules: {
      nothingToWatch: '请告诉我要监视什么：一些词，或一个主题。',
      nothingToTest: '请告诉我要测试什么：一条规则、一些词，或一个主题。',
      nothingToChange: '请至少给出一项要更改的内容。',
      noSuchRule: '这里没有这条规则。请从给出的列表中选择。',
      onePlace: '请在频道和挂钩中只选一个。',
      noSuchPlace: '我不能发到那个频道。请选择文字频道、公告频道、子区或论坛。',
      noSuchSource: (source) => `没有来源“${source}”。请从给出的列表中选择。`,
      noTime: (time) => `“${time}”不是时间。请写成 07:30 的样子。`,
      noZone: (zone) => `我不认识时区“${zone}”。请写成 Asia/Shanghai 的样子。`,
      tagsForForums: '标签只用于论坛，而那个频道不是论坛。',
      tagsWithChannel: '标签要和论坛一起使用：请在频道选项中选择论坛。',
      noEveryone: '我只提及身份组，从不提及所有人。请选择一个可以授予成员的身份组。',
      mayNotPing: (role, channel) =>
        `我在 ${channel} 可能无法提及 ${role}。如果不是人人都能提及该身份组，请在那里给我的身份组以下权限（编辑频道 > 权限）：Mention Everyone`,
      saved: (query, where, delivery) => `正在 ${where} 监视 ${query}（${delivery}）。`,
      untried: '还没有报道可以用来测试。',
      tried: (atLeast, hits, of) => `最近 ${of} 篇报道中${atLeast ? '至少' : ''}有 ${hits} 篇符合。`,
      triedMuch: (atLeast, hits, of) => `最近 ${of} 篇报道中${atLeast ? '至少' : ''}有 ${hits} 篇符合：超过三分之一。`,
      triedNone: (of, over) => `在 ${over} 天内的最近 ${of} 篇报道中，没有一篇符合。`,
      triedNoneInLead: (of, over) => `在 ${over} 天内的最近 ${of} 篇报道中，没有一篇的标题或导语符合。`,
      nearMiss: (title, missing) => `差一点：${title}（缺少 ${missing}）`,
      nearBy: (terms) => `去掉以下各项就会符合：${terms}`,
      previewHead: '提醒会是这个样子；预览不会提及任何人。',
      nothingToPreview: '最近的报道没有一篇符合，所以还没有可显示的。',
      preview: '预览',
      edit: '修改',
      undo: '撤销',
      undoLast: '撤销最近一次更改',
      undone: '已撤销。',
      tooLateToUndo: '此后又有更改，所以我保持了原样。',
      noSuchChange: '我已经不记得那次更改了。',
      noHistory: '还没有任何更改。',
      removed: (name) => `规则 ${name} 已删除。`,
      pausedNow: (name) => `规则 ${name} 已暂停。用恢复命令可让它继续。`,
      pausedNowUntil: (name, until) => `规则 ${name} 已暂停到 ${until}。`,
      resumed: (name) => `规则 ${name} 继续工作。`,
      placeTriedAgain: (reason, replayed) =>
        `它的目的地曾停止接收提醒（${reason}）。我会再试，连同等待中的 ${replayed} 条消息。`,
      instant: '立即',
      hourly: '每小时一次',
      daily: (time, zone) => `每天 ${time}（${zone}）`,
      dailyDefault: '每天 07:30（Asia/Seoul）',
      scopeTitle: '标题',
      scopeLead: '标题和导语',
      scopeText: '全部',
      active: '工作中',
      paused: '已暂停',
      pausedUntil: (when) => `已暂停，${when} 结束`,
      expired: '已过期',
      everySource: '全部',
      unknownPlace: '已不存在的地方',
      mend: '修好之后，请使用恢复命令。',
      operator: '运营者',
      wasAdded: '添加了',
      wasChanged: '更改了',
      wasRemoved: '删除了',
      name: '名称',
      query: '查找',
      scope: '范围',
      sources: '来源',
      where: '发到',
      delivery: '发送',
      pings: '提及',
      silent: '静音',
      merge: '合并多个来源',
      changes: '报道的变动',
      state: '状态',
      fault: '故障',
      made: '建立时间',
      formTitle: '新规则',
      formEdit: '修改规则',
      formQuery: { label: '查找什么', description: '词、"短语"、前缀*、OR、NOT、@topic' },
      formTopics: { label: '主题：武器与领导层', description: '符合其中之一即可' },
      formOtherTopics: { label: '主题：对外、经济、社会', description: '符合其中之一即可' },
      formChannel: { label: '发到哪里' },
      formPing: { label: '要提及的身份组', description: '留空则不提及任何人' },
      formDelivery: { label: '何时发送' },
      formName: { label: '名称' },
      formScope: { label: '看报道的哪些部分' },
    },

    // /watch
    watch: {
      none: '还没有规则。用 /watch add 建立一条，或用 /watch new 一步步建立。',
    },

    // /alerts
    alerts: {
      none: '你还没有规则。用 /alerts add 建立一条。',
      here: '你的私信',
      greeting:
        '你的提醒会发到这里。/alerts list 显示你的规则，/alerts settings 设置安静时段，/alerts forget-me 删除关于你的一切。',
      closed: '我不能给你发私信，所以什么也没有保存。请在我们共同所在服务器的隐私设置中允许私信，然后再试。',
      notArrived: (reason) => `给你的第一条私信没有送达（${reason}），所以什么也没有保存。`,
      forgotten: (rules) => `关于你的一切都已删除：${rules} 条规则、你的设置和你的提醒。`,
      nothingMuted: '你没有静音任何内容。',
      noHours: (hours) => `“${hours}”不是安静时段。请写成 22:00-07:00 的样子，或用 off 取消。`,
      arranged: '已设置。',
      noQuiet: '安静时段：无',
      quiet: (from, to) => `安静时段：${from} 到 ${to}；其间的消息在结束后合为一条告诉你`,
      digest: (time) => `每日摘要：${time}`,
      zone: (zone) => `时区：${zone}`,
    },

    // /mute
    mute: {
      sourceChoice: (name) => `来源：${name}`,
      none: '本服务器没有静音任何内容。',
      noTime: '请从给出的列表中选择时长。',
      noSuchThing: '我不知道这篇报道或这个来源。请从给出的列表中选择。',
      nothingTold: (channel) => `没有规则发到 ${channel}，所以那里没有可静音的内容。`,
      everywhere: '在本服务器各处',
      forGood: '永久',
      until: (when) => `（${when}结束）`,
      muted: (what, where, until) => `已静音：**${what}**，${where} ${until}`,
      notMuted: '那里没有静音它。',
      unmuted: (what) => `已解除静音：**${what}**`,
    },

    // /source
    source: {
      none: '还没有读取任何来源。请用 /source add 填写订阅源的地址。',
      noSuch: '本服务器没有这个来源。请从给出的列表中选择。',
      shared: (name, id) => `运营者已在读取 ${name}（\`${id}\`）：你们的规则可以直接使用，未另行添加。`,
      known: (name, id) => `你们已有 ${name}（\`${id}\`）。`,
      added: (name, id) => `从现在起读取 ${name}（\`${id}\`）。`,
      readSoon: (minutes) => `将在 ${minutes} 分钟内读取；结果见 /source status。`,
      firstFailed: (why) => `第一次读取失败：${why}\n我会继续尝试；状态见 /source status。`,
      firstRead: (stories, minutes) => `可以读取：列出 ${stories} 篇报道。今后的内容会在 ${minutes} 分钟内匹配。`,
      removed: (name) => `不再读取 ${name}。`,
      inUse: (name, rules) => `${name} 保留，因为这些规则用到它：${rules}。请先修改或删除规则。`,
      every: (minutes) => `每 ${minutes} 分钟`,
      pushed: '由外部送来',
      own: '本服务器的',
      operators: '运营者的',
      items: (number) => `${number} 篇报道`,
      noAnswer: '没有回应',
      state: (state, since) => (state === 'silent' ? `沉寂，最后一篇 ${since}` : `${STATES[state]}，自 ${since}`),
    },

    // /hook
    hook: {
      none: '还没有挂钩。请用 /hook add 创建。',
      noSuch: '这里没有这个挂钩。请从给出的列表中选择。',
      noSuchFormat: '我不认识这种格式。请从给出的列表中选择。',
      formTitle: (format) => `新挂钩：${format}`,
      fields: {
        url: { label: '地址 (https://…)', description: '保密：保存后不再显示' },
        thread: { label: '子区的 ID' },
        topic: { label: '主题', description: '知道它的人都能读到' },
        token: { label: '机器人的令牌', description: '保密：保存后不再显示' },
        chat: { label: '聊天', description: '编号，或频道的 @名称' },
      },
      formName: { label: '名称' },
      faults: {
        url: '我不能接受这个地址：为空或太长。',
        thread: '子区的 ID 只含数字。',
        topic: '主题只含字母、数字、- 和 _，最多 64 个字符。',
        token: '机器人的令牌形如 123456:ABC-DEF…',
        chat: '聊天是编号，或频道的 @名称。',
        name: '这个名称太长。',
      },
      wrongForm: '我无法用这份表单创建挂钩。请用 /hook add 重新打开。',
      known: (name) => `本服务器已有这个挂钩：${name}。可用 /hook test 测试。`,
      added: (name, address) => `挂钩 ${name} 已保存（${address}）。`,
      accepted: (name) => `测试已被接受：${name} 可以接收提醒。`,
      refused: '测试被拒绝。',
      noAnswer: '测试没有得到回应。',
      challenge: '测试的校验值没有返回：请在正文或标头 `webhook-challenge` 中返回 `data.challenge` 的值。',
      untilAccepted: '在测试被接受之前，不会向那里发送任何内容。请修正后使用 /hook test。',
      testsSpent: (most) => `没有发送测试：一个服务器每小时最多 ${most} 次。新挂钩在等待测试；请稍后使用 /hook test。`,
      secret: (secret) => `签名密钥只显示这一次，请保存在接收方：||\`${secret}\`||`,
      secretShown: '签名密钥已显示过一次。/hook rotate 可生成新的。',
      rotated: (name) => `${name} 有了新密钥；旧密钥在 24 小时内仍会一并签名。`,
      noSecret: '只有签名的 Webhook（Standard Webhooks）才有密钥。',
      enabled: (name, replayed) => `${name} 继续使用${replayed === 0 ? '' : `，并补发曾放弃的 ${replayed} 条消息`}。`,
      removed: (name) => `挂钩 ${name} 已删除，地址也已忘记。`,
      inUse: (name, rules) => `${name} 保留，因为这些规则发到那里：${rules}。请先修改或删除规则。`,
      unconfirmed: '等待测试被接受：/hook test',
      disabled: (why) => `已停用（${why}）：请修正后使用 /hook enable`,
      neverYet: '就绪，尚未发送',
      lastTold: (when) => `就绪，上次发送 ${when}`,
      waiting: (number) => `${number} 条等待中`,
    },

    // /latest, /search, /trend
    archive: {
      noSources: '还没有读取任何来源，所以没有可查找的内容。',
      nothingYet: '各来源还没有带来任何内容。',
      nothing: (query) => `没有保存符合 ${query} 的报道。`,
      cut: '内容太多，无法一次看完；更早的报道中可能也有符合的。',
      notAsked: (sources) => `未查询：${sources}。指定来源即可查询。`,
      noAnswer: (sources) => `没有回应：${sources}。`,
      searchesSpent: `一分钟内的查询次数（${ADMISSION.SEARCHES_A_MINUTE} 次）已用完。请一分钟后再试。`,
      noHeadline: '（无标题）',
      trend: (query, over, total, atLeast) =>
        `**${query}**：${over} 天内${atLeast ? '至少' : ''} ${total} 篇，按平壤日期。`,
      trendNone: (query, over) => `最近 ${over} 天没有符合 ${query} 的内容。`,
      since: (when) => `保存从 ${when} 开始；之前的日子可能还有更多。`,
    },

    // /status
    status: {
      title: '这里的 Nightdesk',
      places: '提醒发到哪里',
      sources: '来源',
      canPost: '我可以在这个频道发消息。',
      noHistory: (channel) =>
        `我在 ${channel} 看不到以前的消息：连接中断时提醒可能重复，变更也无法以回复告知。请在那里给我的身份组 Read Message History 权限。`,
      open: 'Discord 接收我的消息。',
      shut: 'Discord 暂时拒绝我。提醒会等待，等它重新接收时发出；原因见运营者的日志。',
      polled: (when) => `上次查看来源：${when}。`,
      late: (when) => `上次查看来源：${when}。请告诉运营者 cron 触发器没有运行。`,
      channel: (channel) => `故障会告诉 ${channel}。`,
      noChannel: '故障会等到这里的下一条命令。在 /status 中选一个频道，就会告诉那里。',
      greeting: '本服务器的目的地或来源停止时，我会在这里告诉你们。',
      channelSet: (channel) => `从现在起故障会告诉 ${channel}。`,
      channelCleared: '故障不再告诉任何频道。',
      noSuchChannel: '我不能告诉那个频道。请选择文字频道、公告频道或子区。',
      notArrived: (channel, reason) => `${channel} 中的第一条消息没有送达（${reason}），所以什么也没有更改。`,
      noPlaces: '还没有。用 /watch add 为频道建立规则。',
      noAnswer: '它现在没有回应；请稍后再试',
      mendHook: '修好之后，请使用 /hook enable。',
      failing: (waiting, next) => `它现在不接收消息，${waiting} 条消息在等待；下次尝试 ${next}`,
      nothingSent: '就绪，还没有发送过',
      lastSent: (when) => `上次发送 ${when}`,
      waiting: (waiting) => `${waiting} 条消息在等待`,
      notShown: (names) => `未显示：${names}`,
      noSources: '还没有。大家共用的来源由运营者添加。',
      states: STATES,
      mendOwn: {
        quiet: '请看看网站是否还在发布。',
        failing: '我会自动再试。',
        blocked: '我尊重这一点：用 /source remove 删除它，或询问网站。',
        moved: '请看看网站搬到了哪里；新地址用 /source add 添加。',
        unparsable: '请看看地址是否仍是订阅源；用 /source add 添加另一个。',
        gap: '不必做什么；查看得更勤的来源遗漏更少。',
      },
      mendShared: '这是运营者的来源，已告知运营者。',
    },

    // /help
    help: {
      commands: '你在这里能做什么',
      language: '怎样写查询',
      means: {
        'missile launch': '两个词都要有，整词，不分大小写和顺序',
        '"test fire"': '紧挨着；也会找到 test-fire 和 testfire',
        'hwasong*': '以此开头的词：至少三个字母',
        'Hwasong-*': 'hwasong 以及连字符后的任何内容',
        'missile OR rocket': '其一即可；AND、OR、NOT 用大写',
        'missile -japan': '不含；与 NOT japan 相同',
        '(missile OR rocket) -museum': '用括号分组，最多 10 层',
        'missile NEAR/5 launch': '中间最多 5 个词，顺序不限',
        'kim ONEAR/3 inspects': '按此顺序；最多 20',
        'title:nato': '在标题中；也有 lead: 和 text:',
        'source:rodong': '来自该来源；也有 lang:ko 和 section:',
        'atleast3:satellite': '三次或更多',
        '=US': '逐字相同：不是 us，也不是 U.S.',
        '@missiles -@sports': '主题：备好的查询',
        '미싸일 OR 导弹': '韩文、中文、日文：词中也算',
      },
      onMessage: (name) => `在消息菜单的“应用”中：\`${name}\` 说明提醒为何而来`,
    },

    // /watch why
    why: CHINESE_WHY,

    // Why did this match?
    story: {
      notHere: '这个频道里没有这样的提醒。',
      noAlert: '那条消息里没有我还记得的提醒。',
      rule: (name, terms) => `规则 ${name}：${terms}`,
      factsAlone: '它的查询不要求任何词，条件全部成立',
      earlier: '报道较早的状态符合；这条提醒说明它有了变化',
      headlineOnly: '导语未能及时取得：只看了标题。',
      inTitle: '标题中',
      inLead: '导语中',
      inText: '正文中',
      several: '这条消息含有几篇报道。是哪一篇？',
      choose: '选择一篇报道…',
      snoozeWhich: '有几条规则告知了它。要让哪一条安静？',
      whichRule: '选择一条规则…',
      snoozeHowLong: (name) => `要让规则 ${name} 安静多久？`,
      howLong: '选择多久…',
      lasting: { '1h': '1 小时', '8h': '8 小时', '24h': '24 小时', '7d': '7 天' },
      rulesGone: '告知它的规则已不存在。',
      muted: (title) => `这里不再提醒这篇报道：${title}`,
    },
  },
}
