// Chinese, simplified.
import type { LocaleWords } from './words.ts'

export const ZH_CN: LocaleWords = {
  declared: {
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
    'watch pause': ['暂停', '让规则停一段时间'],
    'watch resume': ['恢复', '让规则继续'],
    'watch remove': ['删除', '删除规则'],
    'watch test': ['测试', '看规则或查询最近会抓到什么（不保存）'],
    'watch preview': ['预览', '在这里显示规则的提醒样式（不提及任何人）'],
    'watch why': ['原因', '规则为何提醒或没有提醒某篇报道'],
    'watch history': ['历史', '谁在何时更改了哪条规则'],

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
      missingRights: (rights, channel) =>
        `我还不能在 ${channel} 发消息。请在那里给我的身份组以下权限（编辑频道 > 权限），然后再试：${rights}`,
      yes: '是',
      no: '否',
      back: '返回',
      more: '更多',
    },

    rules: {
      nothingToWatch: '请告诉我要监视什么：一些词，或一个主题。',
      nothingToTest: '请告诉我要测试什么：一条规则、一些词，或一个主题。',
      nothingToChange: '请至少给出一项要更改的内容。',
      noSuchRule: '这里没有这条规则。请从给出的列表中选择。',
      noSuchPlace: '我不能发到那个频道。请选择文字频道、公告频道、子区或论坛。',
      noSuchSource: (source) => `没有来源“${source}”。请从给出的列表中选择。`,
      noTime: (time) => `“${time}”不是时间。请写成 07:30 的样子。`,
      noZone: (zone) => `我不认识时区“${zone}”。请写成 Asia/Shanghai 的样子。`,
      tagsForForums: '标签只用于论坛，而那个频道不是论坛。',
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
      changes: '报道的变动',
      state: '状态',
      fault: '故障',
      made: '建立时间',
      formTitle: '新规则',
      formEdit: '修改规则',
      formQuery: { label: '查找什么', description: '词、"短语"、前缀*、OR、NOT、@topic' },
      formTopics: (others) => ({ label: '主题', description: `符合其中之一即可。可在上面写出：${others}` }),
      formChannel: { label: '发到哪里' },
      formPing: { label: '要提及的身份组', description: '留空则不提及任何人' },
      formDelivery: { label: '何时发送', description: '省略则立即' },
      formName: { label: '名称' },
      formScope: { label: '看报道的哪些部分' },
    },

    // /watch
    watch: {
      none: '还没有规则。用 /watch add 建立一条，或用 /watch new 一步步建立。',
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
