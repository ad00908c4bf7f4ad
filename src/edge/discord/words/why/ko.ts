// /watch why in Korean.
import { DELIVER, UNITS } from '../../../../core/limits.ts'
import type { Sentences } from '../words.ts'

const FIELDS = { title: '제목', lead: '첫 문단', text: '본문' } as const
const WHAT = { story: '기사', source: '출처' } as const
const STATES = { waiting: '대기 중', sent: '보냄', merged: '합쳐짐', dropped: '보내지 않음', dead: '포기함' } as const
const EVENTS = { item: '새 기사', revised: '기사 변경', withdrawn: '기사 삭제', source: '출처 상태' } as const

export const KOREAN_WHY: Sentences['why'] = {
  stages: {
    names: {
      seen: '보았는지',
      source: '출처',
      time: '때',
      active: '작동',
      muted: '음소거',
      scope: '범위',
      query: '검색어',
      outcome: '결과',
    },
    findings: {
      scopes: { title: '제목', lead: '제목과 첫 문단', text: '제목, 첫 문단, 본문' },
      fields: FIELDS,
      found: (word, field) => `${word} (${FIELDS[field]})`,
      holds: '맞음',
      absent: (place) => `${place}에 없음`,
      topicless: '이런 종류의 기사에는 주제가 없음',
      fact: (fact, known) => `${{ source: '출처', lang: '언어', section: '분류' }[fact]}: ${known || '알 수 없음'}`,
      seldom: (times, of, found) => `${of}번 가운데 ${times}번: ${found}`,
      apart: {
        fields: (places) => `둘 다 있지만 같은 곳에 있지 않음: ${places}`,
        order: (places) => `둘 다 있지만 순서가 반대: ${places}`,
        far: (places) => `둘 다 있지만 너무 멀리 떨어짐: ${places}`,
      },
      ruledOut: (found) => (found === '' ? '맞아서 제외됨' : `있어서 제외됨: ${found}`),
    },
    seen: (source, at) => `${source}, ${at}`,
    unseen: `최근에 본 기사에도, 지난 ${DELIVER.KEEP_MS / UNITS.DAY}일 동안 그곳에 알린 것에도 없습니다`,
    unheard: (listens, source) => `규칙이 듣는 출처는 ${listens}이고, ${source}은(는) 아닙니다`,
    everySource: '볼 수 있는 모든 출처',
    baseline: '출처의 첫 목록에 있던 기사라 알리지 않습니다',
    inTime: (made) => `규칙을 만든 때: ${made}`,
    tooLate: (made) => `규칙을 만든 때는 ${made}, 기사를 처음 본 뒤입니다`,
    paused: '규칙이 멈춰 있습니다',
    expired: (at) => `규칙의 기한이 ${at}에 지났습니다`,
    active: '멈추지도 기한이 지나지도 않았습니다',
    activeUntil: (at) => `${at}까지`,
    muted: (what, label) => `보낼 곳에서 이 ${WHAT[what]}을(를) 음소거했습니다: “${label}”`,
    mutedUntil: (what, label, until) => `보낼 곳에서 이 ${WHAT[what]}을(를) ${until}까지 음소거했습니다: “${label}”`,
    snoozed: (until) => `규칙이 ${until}까지 멈춰 있습니다`,
    wasMuted: '알림이 올 때는 음소거되었거나 멈춰 있었고, 지금은 아닙니다',
    unmuted: '기사도 출처도 음소거되지 않았고, 규칙도 멈춰 있지 않습니다',
    scopes: { title: '제목을 봅니다', lead: '제목과 첫 문단을 봅니다', text: '제목, 첫 문단, 본문을 봅니다' },
    lacks: {
      lead: (scope) => `${scope}. 이 기사에는 아직 첫 문단이 없습니다`,
      text: (scope) => `${scope}. 본문은 여기에 보관되어 있지 않습니다`,
    },
    noAlert: '기록된 알림이 없습니다',
    alert: (alert, end) => `알림 ${alert}: ${end}`,
    underWay: '보낼 곳으로 가는 중이거나, 기록보다 오래되었습니다',
    end: (state, reason) => (reason === '' ? STATES[state] : `${STATES[state]} (${reason})`),
    endings: {
      plain: {
        accepted: '받아들여짐',
        muted: '음소거됨',
        ruleGone: '규칙이 지워짐',
        rulePaused: '규칙이 멈춤',
        ruleSnoozed: '규칙이 한동안 멈춤',
        ruleGoneOrPaused: '규칙이 지워졌거나 멈춤',
        noRule: '남은 규칙이 없음',
        left: '알림이 이미 나간 뒤였음',
        placeGone: '보낼 곳이 없어짐',
        damaged: '저장된 것이 손상됨',
        unpacked: '메시지로 만들 수 없었음',
        foundThere: '보낼 곳에 이미 있었음',
      },
      merged: (into) => `알림 ${into}에 합쳐짐`,
      event: (event) => `보낼 곳이 받지 않는 것: ${EVENTS[event]}`,
      overdue: (hours) => `${hours}시간 안에 받아들여지지 않음`,
      silent: (days) => `${days}일 동안 아무것도 받아들여지지 않음`,
    },
  },
  open: '? 표시는 기사의 본문에 달려 있는데, 본문은 여기에 보관하지 않습니다.',
  choose: '제시되는 목록에서 기사를 고르거나 전체 주소를 적어 주세요.',
  untold: '지금이라면 알릴 기사인데 그곳에 알림이 없습니다. 그 뒤에 규칙이 바뀌었거나 알림이 가는 중입니다.',
  elsewhere:
    '/search는 출처를 직접 찾아봅니다. 운영자의 규칙은 `POST /api/v1/rules/:id/explain`으로도 알 수 있고, `nightdesk explain`은 어떤 기사에든 검색어를 시험합니다.',
}
