// Korean.
import { ADMISSION } from '../../../core/limits.ts'
import type { SourceState } from '../../../core/model.ts'
import { ALIKE } from './alike.ts'
import { KOREAN } from './query-faults.ts'
import { KOREAN_STANDSTILLS } from './standstills.ts'
import { KOREAN_WHY } from './why/ko.ts'
import type { LocaleWords } from './words.ts'

/** Of a source. */
const STATES: Readonly<Record<SourceState, string>> = {
  ok: '정상',
  quiet: '평소보다 오래 새 기사가 없음',
  failing: '답하지 않음',
  blocked: '사이트가 접근을 거부함',
  moved: '많은 기사가 한꺼번에 없어지거나 바뀜',
  unparsable: '목록을 더는 읽을 수 없음',
  gap: '목록에 보이는 것보다 새 기사가 많아 빠진 것이 있을 수 있음',
}

export const KO: LocaleWords = {
  declared: {
    ...ALIKE,
    // Options of several commands
    '* rule': ['규칙', '어느 규칙'],
    '* query': ['검색어', '단어, "구절", 접두사*, OR, NOT, @topic'],
    '* topic': ['주제', '준비된 주제, 쉼표로 구분'],
    '* channel': ['채널', '올릴 곳. 비우면 여기'],
    '* ping': ['호출', '호출할 역할'],
    '* source': ['출처', '이 출처만, 쉼표로 구분'],
    '* scope': ['범위', '기사의 어디까지 볼지. 비우면 제목과 첫 문단'],
    '* scope=title': ['제목'],
    '* scope=lead': ['제목과 첫 문단'],
    '* scope=text': ['전체'],
    '* delivery': ['전달', '바로 또는 모아서'],
    '* delivery=instant': ['바로'],
    '* delivery=hourly': ['한 시간에 한 번'],
    '* delivery=daily': ['하루에 한 번'],
    '* time': ['시각', '매일 모음이 오는 시각, 예: 07:30'],
    '* zone': ['시간대', '그 시각의 시간대, 예: Asia/Seoul'],
    '* changes': ['변경', '기사가 고쳐지거나 내려갔을 때 알리는 방법'],
    '* changes=both': ['메시지에 표시하고 답글도'],
    '* changes=reply': ['답글로'],
    '* changes=edit': ['메시지에 표시'],
    '* changes=off': ['알리지 않음'],
    '* silent': ['무음', '소리 없이 올리기'],
    '* merge': ['합치기', '여러 출처의 같은 기사를 한 번만 알림. 비우면 예'],
    '* name': ['이름', '규칙의 이름'],
    '* tags': ['태그', '포럼 글의 태그 이름, 쉼표로 구분'],
    '* for': ['동안', '얼마 동안. 비우면 재개할 때까지'],
    '* for=1h': ['1시간'],
    '* for=8h': ['8시간'],
    '* for=24h': ['24시간'],
    '* for=7d': ['7일'],
    '* items': ['개수', '최근 기사 몇 건으로 시험할지'],
    '* item': ['기사', '기사를 고르거나 주소를 적기'],

    // /watch
    watch: ['감시', '이 서버의 채널에 알리는 규칙'],
    'watch add': ['추가', '새 기사가 맞으면 채널에 알림'],
    'watch new': ['만들기', '양식을 따라 규칙을 하나씩 만들기'],
    'watch list': ['목록', '이 서버의 규칙 보기'],
    'watch show': ['보기', '규칙 하나의 모든 내용'],
    'watch edit': ['수정', '규칙 바꾸기'],
    'watch edit no-ping': ['호출-안함', '더는 어느 역할도 호출하지 않음'],
    'watch pause': ['멈춤', '규칙을 잠시 멈추기'],
    'watch resume': ['재개', '멈춘 규칙을 다시 시작'],
    'watch remove': ['삭제', '규칙 지우기'],
    'watch test': ['시험', '최근 기사에서 무엇이 걸리는지 보기(저장하지 않음)'],
    'watch preview': ['미리보기', '규칙의 알림이 어떤 모습인지 여기서 보기(호출 없음)'],
    'watch why': ['이유', '규칙이 기사를 알렸거나 알리지 않은 이유'],
    'watch history': ['기록', '누가 언제 어떤 규칙을 바꿨는지'],
    'watch add hook': ['훅', '알림을 대신 받을 이 서버의 훅'],
    'watch edit hook': ['훅', '알림을 대신 받을 이 서버의 훅'],

    // /alerts
    alerts: ['내알림', '내 규칙, 다이렉트 메시지로 알림'],
    'alerts add': ['추가', '새 기사가 맞으면 다이렉트 메시지로 알림'],
    'alerts list': ['목록', '내 규칙 보기'],
    'alerts edit': ['수정', '내 규칙 바꾸기'],
    'alerts pause': ['멈춤', '내 규칙을 잠시 멈추기'],
    'alerts resume': ['재개', '멈춘 내 규칙을 다시 시작'],
    'alerts remove': ['삭제', '내 규칙 지우기'],
    'alerts muted': ['음소거', '음소거한 것을 보거나 다시 듣기'],
    'alerts muted what': ['대상', '다시 들을 기사'],
    'alerts settings': ['설정', '조용한 시간, 매일 모음이 오는 시각, 시간대'],
    'alerts settings quiet': ['조용히', '알림이 없는 시간, 예: 22:00-07:00. off면 없앰'],
    'alerts settings digest': ['모음', '매일 모음이 오는 시각, 예: 07:30'],
    'alerts forget-me': ['잊기', '나에 대해 보관된 모든 것을 바로 지우기'],

    // /mute
    mute: ['음소거', '이 서버의 채널에서 당분간 듣지 않을 기사와 출처'],
    'mute add': ['추가', '기사나 출처를 당분간 듣지 않기'],
    '* what': ['대상', '어느 기사나 출처'],
    'mute add what': ['대상', '기사나 출처를 고르거나 기사의 주소를 적기'],
    'mute add for': ['동안', '얼마 동안'],
    '* for=forever': ['계속'],
    'mute add channel': ['채널', '어느 채널에서. 비우면 여기'],
    'mute add everywhere': ['전체', '이 서버의 모든 채널과 훅에서'],
    'mute list': ['목록', '이 서버에서 음소거한 것'],
    'mute remove': ['해제', '음소거한 기사나 출처를 다시 듣기'],
    'mute remove channel': ['채널', '이 채널에서만. 비우면 모든 곳'],

    // /source
    source: ['출처', '이 서버의 규칙이 듣는 출처'],
    'source add': ['추가', '이 서버만을 위해 출처 하나를 더 읽기'],
    'source add url': ['주소', '피드나 페이지의 주소'],
    'source add name': ['이름', '출처의 이름. 비우면 호스트 이름'],
    'source add every': ['간격', '몇 분마다 볼지. 비우면 15'],
    'source list': ['목록', '이 서버가 들을 수 있는 출처'],
    'source remove': ['삭제', '이 서버의 출처를 그만 읽기'],
    'source remove source': ['출처', '이 서버의 어느 출처'],
    'source status': ['상태', '출처마다 잘 되는지, 언제부터인지, 무엇을 찾았는지'],

    // /hook
    hook: ['훅', '이 서버의 알림을 받는 웹훅과 다른 서비스'],
    'hook add': ['추가', '웹훅, Slack, Teams, ntfy, Telegram으로 알림 보내기'],
    'hook add format': ['형식', '알림을 받는 서비스. 주소는 다음에 물음'],
    '* hook': ['훅', '어느 훅'],
    'hook list': ['목록', '이 서버의 훅과 그 상태'],
    'hook test': ['시험', '시험을 보내기. 새 훅은 시험을 받아들인 뒤에 쓰임'],
    'hook rotate': ['비밀-교체', '서명된 웹훅의 새 비밀. 이전 것은 하루 더 쓰임'],
    'hook enable': ['재개', '포기한 훅을 기다리던 것, 잃은 것과 함께 다시 쓰기'],
    'hook remove': ['삭제', '훅 지우기'],

    // /latest, /search, /trend
    latest: ['최신', '출처들의 가장 새로운 기사'],
    '* count': ['개수', '기사 몇 건. 비우면 5'],
    search: ['검색', '출처들이 실은 것에서 찾기'],
    trend: ['추세', '날마다 얼마나 자주 나왔는지'],
    'trend query': ['검색어', '주제, 또는 규칙처럼 쓴 단어'],
    'trend days': ['일수', '며칠. 비우면 7'],

    // /status
    status: ['상태', '여기서 모든 것이 잘 되는지, 안 되는 것은 어떻게 고치는지'],
    'status channel': ['채널', '보낼 곳이나 출처가 멈추면 이 채널에 알림'],
    'status clear': ['해제', '더는 어느 채널에도 알리지 않음'],

    // /help
    help: ['도움말', '여기서 할 수 있는 일과 검색어를 쓰는 법'],

    // Why did this match?
    'Why did this match?': ['왜 알렸나요?'],
  },
  sentences: {
    common: {
      unknown: '모르는 명령어입니다. 이 Nightdesk와 버전이 다를 수 있습니다.',
      serversOnly: '봇이 들어와 있는 서버에서만 쓸 수 있습니다.',
      notOpen: '이 Nightdesk는 이 서버에 열려 있지 않습니다.',
      noUserInstall: '이 Nightdesk는 서버에서만 쓸 수 있고, 개인 계정에는 설치할 수 없습니다.',
      notYours: '다른 사람의 것입니다.',
      managersOnly: '서버 관리 권한이 필요합니다.',
      personalOff: '운영자가 개인 알림을 꺼 두었습니다.',
      failed: '제 쪽에 문제가 생겼습니다. 잠시 뒤 다시 시도해 주세요.',
      tooLong: '시간이 너무 오래 걸렸습니다. 잠시 뒤 다시 시도해 주세요.',
      tooLongChange: '정해진 시간보다 오래 걸렸습니다. 다시 시도하기 전에 이미 되었는지 확인해 주세요.',
      atWork: '아직 처리하고 있습니다.',
      news: (news) => {
        if (news.kind === 'topic')
          return `주제 @${news.topic}이(가) 바뀌었습니다(${news.from}판에서 ${news.to}판으로). 이 주제를 쓰는 규칙은 전과 다른 기사를 찾을 수 있습니다.`
        if (news.kind === 'sentence') return news.text
        if (news.kind === 'source')
          return `출처 ${news.name}: ${STATES[news.state]}${news.evidence === undefined ? '' : ` (${news.evidence})`}.`
        return news.disabled === undefined
          ? `${news.name}에 다시 알립니다.`
          : `${news.name}에 알림이 멈췄습니다: ${news.disabled}. 기다리는 것은 보관됩니다. 고친 뒤 다시 켜 주세요.`
      },
      queryErrors: KOREAN,
      standstills: KOREAN_STANDSTILLS,
      meant: (like) => `${like}인가요?`,
      quota: (refused) => {
        const { quota } = refused
        if (quota.of !== 'holdings')
          return `그러면 이 Nightdesk가 하루에 쓸 수 있는 몫의 ${quota.percent} %에 이릅니다(한도 ${quota.most} %). 출처나 규칙, 전달 대상을 줄여 주세요.`
        const { wish, most, personal } = quota
        const what = { source: '출처는', rule: '규칙은', hook: '훅은' }[wish]
        const how = personal
          ? '/alerts remove'
          : { source: '/source remove', rule: '/watch remove', hook: '/hook remove' }[wish]
        return most === 0
          ? '여기서는 개인이 출처나 훅을 따로 둘 수 없습니다.'
          : `${what} ${most}개까지이고 모두 쓰였습니다. ${how}로 하나를 지워 주세요.`
      },
      address: {
        invalid: '웹 주소가 아닙니다.',
        'too-long': '주소가 너무 깁니다.',
        scheme: '주소는 https://로 시작해야 합니다(출처는 http://도 됩니다).',
        credentials: '주소에 사용자 이름이나 비밀번호를 넣을 수 없습니다.',
        port: 'http나 https의 기본 포트만 됩니다.',
        address: '숫자 주소 대신 호스트 이름을 써 주세요.',
        name: '공개된 호스트 이름이 아닙니다.',
        'own-host': 'Nightdesk는 자기 자신을 부르지 않습니다.',
      },
      missingRights: (rights, channel) =>
        `아직 ${channel}에 글을 올릴 수 없습니다. 그 채널에서 제 역할에 다음 권한을 주고(채널 편집 > 권한) 다시 시도해 주세요: ${rights}`,
      yes: '예',
      no: '아니요',
      back: '이전',
      more: '더 보기',
      andMore: (number) => `외 ${number}건`,
    },

    rules: {
      nothingToWatch: '무엇을 지켜볼지 알려 주세요. 단어나 주제를 적으면 됩니다.',
      nothingToTest: '무엇을 시험할지 알려 주세요. 규칙, 단어, 주제 가운데 하나를 적으면 됩니다.',
      nothingToChange: '무엇을 바꿀지 하나 이상 적어 주세요.',
      noSuchRule: '여기에는 그런 규칙이 없습니다. 제시되는 목록에서 골라 주세요.',
      onePlace: '채널과 훅 가운데 하나만 골라 주세요.',
      noSuchPlace: '그 채널로는 보낼 수 없습니다. 텍스트 채널, 공지 채널, 스레드, 포럼 가운데서 골라 주세요.',
      noSuchSource: (source) => `“${source}”라는 출처가 없습니다. 제시되는 목록에서 골라 주세요.`,
      noTime: (time) => `“${time}”은(는) 시각이 아닙니다. 07:30처럼 적어 주세요.`,
      noZone: (zone) => `“${zone}”이라는 시간대를 모릅니다. Asia/Seoul처럼 적어 주세요.`,
      tagsForForums: '태그는 포럼에만 쓸 수 있는데, 그 채널은 포럼이 아닙니다.',
      tagsWithChannel: '태그는 포럼과 함께 써야 합니다. 채널 옵션에서 포럼을 골라 주세요.',
      noEveryone: '역할만 멘션하고 모두를 멘션하지는 않습니다. 사람들에게 줄 수 있는 역할을 골라 주세요.',
      mayNotPing: (role, channel) =>
        `${channel}에서 ${role}을(를) 멘션하지 못할 수 있습니다. 누구나 멘션할 수 있는 역할이 아니라면 그 채널에서 제 역할에 다음 권한을 주세요(채널 편집 > 권한): Mention Everyone`,
      saved: (query, where, delivery) => `${where}에서 ${query}을(를) 지켜봅니다(${delivery}).`,
      untried: '아직 시험해 볼 기사가 없습니다.',
      tried: (atLeast, hits, of) => `최근 기사 ${of}건 가운데 ${atLeast ? '적어도 ' : ''}${hits}건이 맞습니다.`,
      triedMuch: (atLeast, hits, of) =>
        `최근 기사 ${of}건 가운데 ${atLeast ? '적어도 ' : ''}${hits}건이 맞습니다. 3분의 1이 넘습니다.`,
      triedNone: (of, over) => `${over}일 동안의 최근 기사 ${of}건 가운데 맞는 것이 없습니다.`,
      triedNoneInLead: (of, over) => `${over}일 동안의 최근 기사 ${of}건의 제목과 첫 문단에는 맞는 것이 없습니다.`,
      nearMiss: (title, missing) => `거의 맞음: ${title} (없는 말: ${missing})`,
      nearBy: (terms) => `다음이 없으면 맞습니다: ${terms}`,
      previewHead: '알림은 이런 모습입니다. 미리보기는 아무도 호출하지 않습니다.',
      nothingToPreview: '최근 기사 가운데 맞는 것이 없어 아직 보여 드릴 것이 없습니다.',
      preview: '미리보기',
      edit: '수정',
      undo: '되돌리기',
      undoLast: '마지막 변경 되돌리기',
      undone: '되돌렸습니다.',
      tooLateToUndo: '그 뒤에 다시 바뀌어서 그대로 두었습니다.',
      noSuchChange: '그 변경은 더 이상 기억하지 못합니다.',
      noHistory: '아직 바뀐 것이 없습니다.',
      removed: (name) => `규칙 ${name}을(를) 지웠습니다.`,
      pausedNow: (name) => `규칙 ${name}을(를) 멈췄습니다. 재개 명령으로 다시 시작할 수 있습니다.`,
      pausedNowUntil: (name, until) => `규칙 ${name}을(를) ${until}까지 멈췄습니다.`,
      resumed: (name) => `규칙 ${name}이(가) 다시 시작됩니다.`,
      placeTriedAgain: (reason, replayed) =>
        `보낼 곳이 알림을 받지 않고 있었습니다(${reason}). 기다리던 메시지 ${replayed}개와 함께 다시 시도합니다.`,
      instant: '바로',
      hourly: '한 시간에 한 번',
      daily: (time, zone) => `매일 ${time} (${zone})`,
      dailyDefault: '매일 07:30 (Asia/Seoul)',
      scopeTitle: '제목',
      scopeLead: '제목과 첫 문단',
      scopeText: '전체',
      active: '작동 중',
      paused: '멈춤',
      pausedUntil: (when) => `멈춤, ${when} 끝남`,
      expired: '기한이 지남',
      everySource: '모두',
      unknownPlace: '없어진 곳',
      mend: '고친 뒤 재개 명령을 쓰세요.',
      operator: '운영자',
      wasAdded: '추가',
      wasChanged: '변경',
      wasRemoved: '삭제',
      name: '이름',
      query: '찾는 말',
      scope: '범위',
      sources: '출처',
      where: '보낼 곳',
      delivery: '전달',
      pings: '호출',
      silent: '무음',
      merge: '여러 출처를 하나로',
      changes: '기사 변경',
      state: '상태',
      fault: '문제',
      made: '만든 때',
      formTitle: '새 규칙',
      formEdit: '규칙 수정',
      formQuery: { label: '찾을 말', description: '단어, "구절", 접두사*, OR, NOT, @topic' },
      formTopics: { label: '주제: 무기, 지도부', description: '하나라도 맞으면' },
      formOtherTopics: { label: '주제: 대외, 경제, 사회', description: '하나라도 맞으면' },
      formChannel: { label: '올릴 곳' },
      formPing: { label: '호출할 역할', description: '비워 두면 아무도 호출하지 않습니다' },
      formDelivery: { label: '전달' },
      formName: { label: '이름' },
      formScope: { label: '기사의 어디까지 볼지' },
    },

    // /watch
    watch: {
      none: '아직 규칙이 없습니다. /watch add로 만들거나 /watch new로 하나씩 만들어 보세요.',
    },

    // /alerts
    alerts: {
      none: '아직 규칙이 없습니다. /alerts add로 만들어 보세요.',
      here: '다이렉트 메시지',
      greeting:
        '알림은 여기로 옵니다. /alerts list는 규칙을 보여 주고, /alerts settings는 조용한 시간을 정하고, /alerts forget-me는 당신에 대한 모든 것을 지웁니다.',
      closed:
        '다이렉트 메시지를 보낼 수 없어서 아무것도 저장하지 않았습니다. 함께 있는 서버의 개인정보 보호 설정에서 다이렉트 메시지를 허용한 뒤 다시 시도해 주세요.',
      notArrived: (reason) => `첫 다이렉트 메시지가 도착하지 않아서(${reason}) 아무것도 저장하지 않았습니다.`,
      forgotten: (rules) => `당신에 대한 모든 것을 지웠습니다: 규칙 ${rules}개, 설정, 알림.`,
      nothingMuted: '음소거한 것이 없습니다.',
      noHours: (hours) =>
        `“${hours}”은(는) 조용한 시간이 아닙니다. 22:00-07:00처럼 적거나, 없애려면 off를 적어 주세요.`,
      arranged: '정했습니다.',
      noQuiet: '조용한 시간: 없음',
      quiet: (from, to) => `조용한 시간: ${from}부터 ${to}까지. 그동안의 소식은 끝난 뒤 한 메시지로 알립니다`,
      digest: (time) => `매일 모음: ${time}`,
      zone: (zone) => `시간대: ${zone}`,
    },

    // /mute
    mute: {
      sourceChoice: (name) => `출처: ${name}`,
      none: '이 서버에는 음소거한 것이 없습니다.',
      noTime: '얼마 동안인지 제시되는 목록에서 골라 주세요.',
      noSuchThing: '그런 기사나 출처를 모릅니다. 제시되는 목록에서 골라 주세요.',
      nothingTold: (channel) => `${channel}(으)로 보내는 규칙이 없어서 음소거할 것이 없습니다.`,
      everywhere: '이 서버 전체에서',
      forGood: '계속',
      until: (when) => `(${when} 끝남)`,
      muted: (what, where, until) => `음소거했습니다: **${what}**, ${where} ${until}`,
      notMuted: '거기에서는 음소거되어 있지 않습니다.',
      unmuted: (what) => `음소거를 풀었습니다: **${what}**`,
    },

    // /source
    source: {
      none: '아직 읽는 출처가 없습니다. /source add에 피드의 주소를 적어 주세요.',
      noSuch: '이 서버에는 그런 출처가 없습니다. 제시되는 목록에서 골라 주세요.',
      shared: (name, id) =>
        `운영자가 이미 ${name}을(를) \`${id}\`(으)로 읽고 있습니다. 규칙에서 바로 쓸 수 있어서 따로 더하지 않았습니다.`,
      known: (name, id) => `이미 ${name}을(를) \`${id}\`(으)로 읽고 있습니다.`,
      added: (name, id) => `이제부터 ${name}을(를) \`${id}\`(으)로 읽습니다.`,
      readSoon: (minutes) => `${minutes}분 안에 읽습니다. 결과는 /source status에서 볼 수 있습니다.`,
      firstFailed: (why) =>
        `처음 읽기에 실패했습니다: ${why}\n계속 시도합니다. /source status에서 상태를 볼 수 있습니다.`,
      firstRead: (stories, minutes) =>
        `읽을 수 있습니다. 기사 ${stories}건이 있습니다. 앞으로 나오는 것을 ${minutes}분 안에 살펴봅니다.`,
      removed: (name) => `${name}을(를) 더는 읽지 않습니다.`,
      inUse: (name, rules) =>
        `다음 규칙이 ${name}을(를) 쓰고 있어서 그대로 둡니다: ${rules}. 먼저 규칙을 바꾸거나 지워 주세요.`,
      every: (minutes) => `${minutes}분마다`,
      pushed: '밖에서 가져옴',
      own: '이 서버의 출처',
      operators: '운영자의 출처',
      items: (number) => `기사 ${number}건`,
      noAnswer: '응답 없음',
      state: (state, since) => (state === 'silent' ? `조용함, 마지막 기사 ${since}` : `${STATES[state]}, ${since}부터`),
    },

    // /hook
    hook: {
      none: '아직 훅이 없습니다. /hook add로 만들 수 있습니다.',
      noSuch: '여기에는 그런 훅이 없습니다. 제시되는 목록에서 골라 주세요.',
      noSuchFormat: '모르는 형식입니다. 제시되는 목록에서 골라 주세요.',
      formTitle: (format) => `새 훅: ${format}`,
      fields: {
        url: { label: '주소 (https://…)', description: '비밀입니다. 저장한 뒤에는 다시 보여 주지 않습니다' },
        thread: { label: '스레드의 번호(ID)' },
        topic: { label: '토픽', description: '아는 사람은 누구나 읽을 수 있습니다' },
        token: { label: '봇의 토큰', description: '비밀입니다. 저장한 뒤에는 다시 보여 주지 않습니다' },
        chat: { label: '채팅', description: '번호, 또는 채널의 @이름' },
      },
      formName: { label: '이름' },
      faults: {
        url: '받을 수 없는 주소입니다. 비었거나 너무 깁니다.',
        thread: '스레드의 번호는 숫자만으로 되어 있습니다.',
        topic: '토픽은 영문자, 숫자, -, _로 64자까지입니다.',
        token: '봇의 토큰은 123456:ABC-DEF…처럼 생겼습니다.',
        chat: '채팅은 번호이거나 채널의 @이름입니다.',
        name: '이름이 너무 깁니다.',
      },
      wrongForm: '그 양식으로는 훅을 만들 수 없습니다. /hook add로 다시 열어 주세요.',
      known: (name) => `이 서버에는 그 훅이 이미 있습니다: ${name}. /hook test로 시험할 수 있습니다.`,
      added: (name, address) => `훅 ${name}을(를) 저장했습니다(${address}).`,
      accepted: (name) => `시험이 받아들여졌습니다. ${name}은(는) 알림을 받을 준비가 되었습니다.`,
      refused: '시험이 거절되었습니다.',
      noAnswer: '시험에 응답이 없었습니다.',
      challenge:
        '시험의 확인값이 돌아오지 않았습니다. `data.challenge`의 값을 본문이나 헤더 `webhook-challenge`로 돌려주세요.',
      untilAccepted: '시험이 받아들여질 때까지 아무것도 보내지 않습니다. 고친 뒤 /hook test를 쓰세요.',
      testsSpent: (most) =>
        `시험을 보내지 않았습니다. 한 서버는 한 시간에 ${most}번까지 보낼 수 있습니다. 새 훅은 시험을 기다립니다. 나중에 /hook test를 쓰세요.`,
      secret: (secret) => `서명 비밀입니다. 이번 한 번만 보여 드리니 받는 쪽에 보관하세요: ||\`${secret}\`||`,
      secretShown: '서명 비밀은 한 번 보여 드렸습니다. /hook rotate로 새로 만들 수 있습니다.',
      rotated: (name) => `${name}의 비밀이 새로 바뀌었습니다. 24시간 동안은 이전 비밀로도 서명합니다.`,
      noSecret: '비밀은 서명된 웹훅(Standard Webhooks)에만 있습니다.',
      enabled: (name, replayed) =>
        `${name}을(를) 다시 씁니다.${replayed === 0 ? '' : ` 포기했던 메시지 ${replayed}개도 보냅니다.`}`,
      removed: (name) => `훅 ${name}을(를) 지웠고, 주소도 잊었습니다.`,
      inUse: (name, rules) =>
        `다음 규칙이 ${name}(으)로 보내고 있어서 그대로 둡니다: ${rules}. 먼저 규칙을 바꾸거나 지워 주세요.`,
      unconfirmed: '시험이 받아들여지기를 기다리는 중: /hook test',
      disabled: (why) => `포기함(${why}). 고친 뒤 /hook enable`,
      neverYet: '준비됨, 아직 보낸 것 없음',
      lastTold: (when) => `준비됨, 마지막으로 보낸 때 ${when}`,
      waiting: (number) => `${number}개 대기 중`,
    },

    // /latest, /search, /trend
    archive: {
      noSources: '아직 읽는 출처가 없어서 찾아볼 것이 없습니다.',
      nothingYet: '출처에서 아직 아무것도 오지 않았습니다.',
      nothing: (query) => `${query}에 맞는 기사가 남아 있지 않습니다.`,
      cut: '한 번에 살펴볼 수 있는 것보다 많습니다. 더 오래된 기사에도 맞는 것이 있을 수 있습니다.',
      notAsked: (sources) => `찾아보지 않은 출처: ${sources}. 출처를 지정하면 찾아봅니다.`,
      noAnswer: (sources) => `응답하지 않은 출처: ${sources}.`,
      searchesSpent: `1분에 찾을 수 있는 횟수(${ADMISSION.SEARCHES_A_MINUTE}번)를 다 썼습니다. 1분 뒤에 다시 시도해 주세요.`,
      noHeadline: '(제목 없음)',
      trend: (query, over, total, atLeast) =>
        `**${query}**: ${over}일 동안 ${atLeast ? '적어도 ' : ''}${total}건, 평양 날짜 기준.`,
      trendNone: (query, over) => `지난 ${over}일 동안 ${query}에 맞는 것이 없었습니다.`,
      since: (when) => `보관은 ${when}에 시작되었습니다. 그 전날들에는 더 있었을 수 있습니다.`,
    },

    // /status
    status: {
      title: '여기의 Nightdesk',
      places: '알림이 가는 곳',
      sources: '출처',
      canPost: '이 채널에 글을 올릴 수 있습니다.',
      noHistory: (channel) =>
        `${channel}에서 지난 메시지를 볼 수 없습니다. 연결이 끊기면 알림이 두 번 갈 수 있고, 변경을 답글로 알리지 못합니다. 그 채널에서 제 역할에 Read Message History 권한을 주세요.`,
      open: 'Discord가 제 메시지를 받습니다.',
      shut: 'Discord가 지금 저를 받지 않습니다. 알림은 기다렸다가 다시 받아 줄 때 나갑니다. 이유는 운영자의 로그에 있습니다.',
      polled: (when) => `출처를 마지막으로 확인한 때: ${when}.`,
      late: (when) => `출처를 마지막으로 확인한 때: ${when}. cron 트리거가 돌지 않는다고 운영자에게 알려 주세요.`,
      channel: (channel) => `문제는 ${channel}에 알립니다.`,
      noChannel: '문제는 다음 명령까지 기다립니다. /status에 채널을 적으면 거기에 알립니다.',
      greeting: '이 서버의 보낼 곳이나 출처가 멈추면 여기에 알립니다.',
      channelSet: (channel) => `이제부터 문제를 ${channel}에 알립니다.`,
      channelCleared: '이제 문제를 어느 채널에도 알리지 않습니다.',
      noSuchChannel: '그 채널에는 알릴 수 없습니다. 텍스트 채널, 공지 채널, 스레드 가운데서 골라 주세요.',
      notArrived: (channel, reason) =>
        `${channel}에 첫 메시지가 도착하지 않아서(${reason}) 아무것도 바꾸지 않았습니다.`,
      noPlaces: '아직 없습니다. /watch add로 채널 규칙을 만들 수 있습니다.',
      noAnswer: '지금 답하지 않습니다. 잠시 뒤 다시 시도해 주세요',
      mendHook: '고친 뒤 /hook enable을 쓰세요.',
      failing: (waiting, next) => `지금 메시지를 받지 않습니다. 기다리는 메시지 ${waiting}개, 다시 시도: ${next}`,
      nothingSent: '준비됨, 아직 보낸 것 없음',
      lastSent: (when) => `마지막으로 보낸 때: ${when}`,
      waiting: (waiting) => `기다리는 메시지 ${waiting}개`,
      notShown: (names) => `보이지 않은 것: ${names}`,
      noSources: '아직 없습니다. 모두의 출처는 운영자가 추가합니다.',
      states: STATES,
      mendOwn: {
        quiet: '사이트가 아직 기사를 내는지 확인해 보세요.',
        failing: '스스로 다시 시도합니다.',
        blocked: '그 뜻을 따릅니다. /source remove로 지우거나 사이트에 문의하세요.',
        moved: '사이트가 어디로 옮겼는지 확인해 보세요. 새 주소는 /source add로 추가합니다.',
        unparsable: '주소가 아직 피드인지 확인해 보세요. 다른 주소는 /source add로 추가합니다.',
        gap: '할 일은 없습니다. 더 자주 확인하는 출처일수록 덜 놓칩니다.',
      },
      mendShared: '운영자의 출처이고, 운영자에게 알립니다.',
    },

    // /help
    help: {
      commands: '여기서 할 수 있는 일',
      language: '검색어를 쓰는 법',
      means: {
        'missile launch': '두 단어 모두. 온전한 단어로, 대소문자와 순서는 상관없음',
        '"test fire"': '나란히. test-fire와 testfire도 찾음',
        'hwasong*': '이렇게 시작하는 단어. 세 글자부터',
        'Hwasong-*': 'hwasong과 하이픈 뒤의 무엇이든',
        'missile OR rocket': '둘 중 하나. AND, OR, NOT은 대문자로',
        'missile -japan': '없는 것. NOT japan과 같음',
        '(missile OR rocket) -museum': '괄호로 묶기. 10겹까지',
        'missile NEAR/5 launch': '사이에 다섯 단어까지, 순서는 상관없음',
        'kim ONEAR/3 inspects': '이 순서로. 20까지',
        'title:nato': '제목에서. lead:와 text:도 있음',
        'source:rodong': '그 출처에서. lang:ko와 section:도 있음',
        'atleast3:satellite': '세 번 이상',
        '=US': '글자 그대로. us도 U.S.도 아님',
        '@missiles -@sports': '주제: 미리 만들어 둔 검색어',
        '미싸일 OR 导弹': '한국어, 중국어, 일본어는 단어 안에서도',
      },
      onMessage: (name) => `메시지 메뉴의 앱에서: \`${name}\`은(는) 알림이 온 이유를 알려 줍니다`,
    },

    // /watch why
    why: KOREAN_WHY,

    // Why did this match?
    story: {
      notHere: '이 채널에는 그런 알림이 없습니다.',
      noAlert: '그 메시지에는 제가 아직 기억하는 알림이 없습니다.',
      rule: (name, terms) => `규칙 ${name}: ${terms}`,
      factsAlone: '찾는 단어가 없는 규칙이고, 조건이 모두 맞았습니다',
      earlier: '기사의 이전 상태가 맞았고, 이 알림은 그것이 바뀌었음을 알립니다',
      headlineOnly: '첫 문단을 제때 구하지 못해 제목만 보았습니다.',
      inTitle: '제목',
      inLead: '첫 문단',
      inText: '본문',
      several: '이 메시지에는 기사가 여럿 있습니다. 어느 것입니까?',
      choose: '기사를 고르세요…',
      snoozeWhich: '여러 규칙이 이 기사를 알렸습니다. 어느 규칙을 조용히 할까요?',
      whichRule: '규칙을 고르세요…',
      snoozeHowLong: (name) => `규칙 ${name}을(를) 얼마 동안 조용히 할까요?`,
      howLong: '기간을 고르세요…',
      lasting: { '1h': '1시간', '8h': '8시간', '24h': '24시간', '7d': '7일' },
      rulesGone: '이 기사를 알린 규칙은 이제 없습니다.',
      muted: (title) => `이 기사는 여기서 더는 알리지 않습니다: ${title}`,
    },
  },
}
