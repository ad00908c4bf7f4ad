// /watch why in simplified Chinese.
import { DELIVER, UNITS } from '../../../../core/limits.ts'
import type { Sentences } from '../words.ts'

const FIELDS = { title: '标题', lead: '导语', text: '正文' } as const
const WHAT = { story: '报道', source: '来源' } as const
const STATES = { waiting: '等待中', sent: '已发送', merged: '已合并', dropped: '未发送', dead: '已放弃' } as const
const EVENTS = { item: '新报道', revised: '报道变更', withdrawn: '报道撤回', source: '来源状态' } as const

export const CHINESE_WHY: Sentences['why'] = {
  stages: {
    names: {
      seen: '是否见过',
      source: '来源',
      time: '时间',
      active: '启用',
      muted: '静音',
      scope: '范围',
      query: '查询',
      outcome: '结果',
    },
    findings: {
      scopes: { title: '标题', lead: '标题和导语', text: '标题、导语和正文' },
      fields: FIELDS,
      found: (word, field) => `${word}（${FIELDS[field]}）`,
      holds: '符合',
      absent: (place) => `${place}中没有`,
      topicless: '这类条目没有主题',
      fact: (fact, known) => `${{ source: '来源', lang: '语言', section: '栏目' }[fact]}：${known || '未知'}`,
      seldom: (times, of, found) => `需要 ${of} 次，只有 ${times} 次：${found}`,
      apart: {
        fields: (places) => `两者都有，但不在同一处：${places}`,
        order: (places) => `两者都有，但顺序相反：${places}`,
        far: (places) => `两者都有，但相隔太远：${places}`,
      },
      ruledOut: (found) => (found === '' ? '符合，因此被排除' : `出现了，因此被排除：${found}`),
    },
    seen: (source, at) => `${source}，${at}`,
    unseen: `最近见到的报道里没有，过去 ${DELIVER.KEEP_MS / UNITS.DAY} 天发往那里的也没有`,
    unheard: (listens, source) => `规则只听${listens}，不听${source}`,
    everySource: '能看到的所有来源',
    baseline: '它在来源的第一份列表里，这些不会通知',
    inTime: (made) => `规则建立于 ${made}`,
    tooLate: (made) => `规则建立于 ${made}，在首次见到报道之后`,
    paused: '规则已暂停',
    expired: (at) => `规则已于 ${at} 到期`,
    active: '既未暂停也未到期',
    activeUntil: (at) => `到 ${at} 为止`,
    muted: (what, label) => `目的地已将该${WHAT[what]}静音：“${label}”`,
    mutedUntil: (what, label, until) => `目的地已将该${WHAT[what]}静音到 ${until}：“${label}”`,
    snoozed: (until) => `规则暂停到 ${until}`,
    wasMuted: '提醒到来时处于静音或暂停，现在已不是',
    unmuted: '报道和来源都没有静音，规则也没有暂停',
    scopes: { title: '查看标题', lead: '查看标题和导语', text: '查看标题、导语和正文' },
    lacks: {
      lead: (scope) => `${scope}，而该报道还没有导语`,
      text: (scope) => `${scope}，而正文没有保存在这里`,
    },
    noAlert: '没有提醒的记录',
    alert: (alert, end) => `提醒 ${alert}：${end}`,
    underWay: '正在送往目的地，或早于保留的记录',
    end: (state, reason) => (reason === '' ? STATES[state] : `${STATES[state]}（${reason}）`),
    endings: {
      plain: {
        accepted: '已被接收',
        muted: '已静音',
        ruleGone: '规则已删除',
        rulePaused: '规则已暂停',
        ruleSnoozed: '规则暂时停用',
        ruleGoneOrPaused: '规则已删除或暂停',
        noRule: '没有剩下的规则',
        left: '提醒早已发出',
        placeGone: '目的地已不存在',
        damaged: '保存的内容已损坏',
        unpacked: '无法做成消息',
        foundThere: '目的地已经有了',
      },
      merged: (into) => `合并到提醒 ${into}`,
      event: (event) => `目的地不接收：${EVENTS[event]}`,
      overdue: (hours) => `${hours} 小时内未被接收`,
      silent: (days) => `${days} 天内什么都没有被接收`,
    },
  },
  open: '带 ? 的取决于报道的正文，而正文没有保存在这里。',
  choose: '请从给出的列表中选择报道，或填写完整地址。',
  untold: '现在会提醒这篇报道，但那里没有它的提醒：规则后来改过，或提醒还在路上。',
  elsewhere:
    '/search 会查询来源本身。运营者的规则也可用 `POST /api/v1/rules/:id/explain` 查明；`nightdesk explain` 可在任何报道上试查询。',
}
