// Korean.
import type { LocaleWords } from './words.ts'

export const KO: LocaleWords = {
  declared: {
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
    'watch pause': ['멈춤', '규칙을 잠시 멈추기'],
    'watch resume': ['재개', '멈춘 규칙을 다시 시작'],
    'watch remove': ['삭제', '규칙 지우기'],
    'watch test': ['시험', '최근 기사에서 무엇이 걸리는지 보기(저장하지 않음)'],
    'watch preview': ['미리보기', '규칙의 알림이 어떤 모습인지 여기서 보기(호출 없음)'],
    'watch why': ['이유', '규칙이 기사를 알렸거나 알리지 않은 이유'],
    'watch history': ['기록', '누가 언제 어떤 규칙을 바꿨는지'],

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
      missingRights: (rights, channel) =>
        `아직 ${channel}에 글을 올릴 수 없습니다. 그 채널에서 제 역할에 다음 권한을 주고(채널 편집 > 권한) 다시 시도해 주세요: ${rights}`,
      yes: '예',
      no: '아니요',
      back: '이전',
      more: '더 보기',
    },

    rules: {
      nothingToWatch: '무엇을 지켜볼지 알려 주세요. 단어나 주제를 적으면 됩니다.',
      nothingToTest: '무엇을 시험할지 알려 주세요. 규칙, 단어, 주제 가운데 하나를 적으면 됩니다.',
      nothingToChange: '무엇을 바꿀지 하나 이상 적어 주세요.',
      noSuchRule: '여기에는 그런 규칙이 없습니다. 제시되는 목록에서 골라 주세요.',
      noSuchPlace: '그 채널로는 보낼 수 없습니다. 텍스트 채널, 공지 채널, 스레드, 포럼 가운데서 골라 주세요.',
      noSuchSource: (source) => `“${source}”라는 출처가 없습니다. 제시되는 목록에서 골라 주세요.`,
      noTime: (time) => `“${time}”은(는) 시각이 아닙니다. 07:30처럼 적어 주세요.`,
      noZone: (zone) => `“${zone}”이라는 시간대를 모릅니다. Asia/Seoul처럼 적어 주세요.`,
      tagsForForums: '태그는 포럼에만 쓸 수 있는데, 그 채널은 포럼이 아닙니다.',
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
      changes: '기사 변경',
      state: '상태',
      fault: '문제',
      made: '만든 때',
      formTitle: '새 규칙',
      formEdit: '규칙 수정',
      formQuery: { label: '찾을 말', description: '단어, "구절", 접두사*, OR, NOT, @topic' },
      formTopics: (others) => ({
        label: '주제',
        description: `하나라도 맞으면 됩니다. 위에 적을 수 있는 것: ${others}`,
      }),
      formChannel: { label: '올릴 곳' },
      formPing: { label: '호출할 역할', description: '비워 두면 아무도 호출하지 않습니다' },
      formDelivery: { label: '전달', description: '비워 두면 바로' },
      formName: { label: '이름' },
      formScope: { label: '기사의 어디까지 볼지' },
    },

    // /watch
    watch: {
      none: '아직 규칙이 없습니다. /watch add로 만들거나 /watch new로 하나씩 만들어 보세요.',
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
