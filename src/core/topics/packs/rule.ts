// Who rules: leader, leader-messages, kim-yo-jong, statements, party, state, personnel.

import type { Pack } from '../topics.ts'

type Rule = 'leader' | 'leader-messages' | 'kim-yo-jong' | 'statements' | 'party' | 'state' | 'personnel'

// Most leads open with his full titles, which end in the state's name; what he does comes next.
const HIS_TITLES = '"State Affairs of the Democratic People\'s Republic of Korea"'

const MESSAGE =
  '(greeting* OR letter* OR message* OR congratulat* OR condolence* OR sympathy OR floral OR flower* OR wreath* OR gift* OR reply OR birthday OR verbal OR telegram* OR thanks)'

export const RULE: Readonly<Record<Rule, Pack>> = {
  leader: {
    version: 3,
    description: 'Kim Jong Un in person: inspects, guides, attends, meets, speaks, oversees',
    query: `
      title:("Kim Jong Un" ONEAR/2 (inspect* OR visits OR pays OR oversees OR meets OR gives OR makes OR attends OR convenes
        OR tours OR watches OR observes OR supervises OR has OR awards OR delivers OR hosts OR enjoys OR learns OR examines OR leads
        OR presides OR takes OR arrives OR leaves OR holds OR congratulates OR clarifies OR directs OR encourages OR cuts OR poses
        OR participates OR speaks OR plants OR commands OR views OR commissions))
      OR title:("Kim Jong Un" ONEAR/4 guid*) OR title:("Kim Jong Un receives" ONEAR/3 (delegation OR secretary OR envoy OR minister OR governor))
      OR lead:(${HIS_TITLES} ONEAR/1 (oversaw OR inspected OR visited OR guided OR attended OR met OR watched OR observed OR supervised
        OR gave OR made OR paid OR convened OR toured OR delivered OR hosted OR presided OR learned OR examined OR commanded OR had))
      OR lead:("Kim Jong Un" ONEAR/1 (oversaw OR inspected OR supervised))
      OR lead:("presence of" ONEAR/4 "Kim Jong Un") OR lead:("attended by" ONEAR/4 "Kim Jong Un")
      OR title:("Speech" ONEAR/3 "Kim Jong Un") OR title:("speech at" OR "policy speech") "Kim Jong Un"
      OR title:(김정은 (현지지도 OR 지도하시 OR 참석하시 OR 방문하시 OR 만나시 OR 시찰하시 OR 참관하시 OR 돌아보시 OR 연설))
      OR title:(金正恩 (指导 OR 视察 OR 出席 OR 访问 OR 会见 OR 参观 OR 現地指導 OR 視察 OR 出席 OR 訪問 OR 会見 OR 参観))
      OR title:("Ким Чен Ын" (руковод* OR посет* OR присутств* OR встрет* OR осмотрел*))
      OR title:("Kim Jong Un" (dirige OR visita OR asiste OR inspecciona OR orienta OR preside))`,
  },
  'leader-messages': {
    version: 1,
    description: 'Letters, greetings, congratulations, wreaths and gifts sent or received by Kim Jong Un',
    query: `
      title:("Kim Jong Un" ONEAR/2 sends) OR title:("Kim Jong Un" ONEAR/1 receives ONEAR/2 ${MESSAGE})
      OR title:(${MESSAGE} NEAR/5 ("to respected comrade Kim Jong Un" OR "to Kim Jong Un" OR "from Kim Jong Un"))
      OR title:("Kim Jong Un's" ONEAR/1 ${MESSAGE}) OR "birthday spread*"
      OR lead:("Kim Jong Un" ONEAR/1 (sent OR received) ONEAR/4 ${MESSAGE})
      OR lead:(${HIS_TITLES} ONEAR/1 (sent OR received) ONEAR/4 ${MESSAGE})
      OR title:(김정은 (축전 OR 답전 OR 조전 OR 위문전문 OR 축하편지 OR 꽃바구니 OR 화환 OR 선물 OR 생일상))
      OR title:(金正恩 (贺电 OR 慰问电 OR 唁电 OR 复电 OR 花篮 OR 祝電 OR 答電 OR 弔電 OR 花かご OR 花輪))
      OR title:(("Ким Чен Ын" OR "Ким Чен Ына" OR "Ким Чен Ыну") (поздрав* OR телеграмм* OR соболезнован* OR венок)) OR title:("Kim Jong Un" (felicit* OR mensaje OR congratul*))`,
  },
  'kim-yo-jong': {
    version: 1,
    description: 'Statements by Kim Yo Jong, and what is said about her',
    query: '"Kim Yo Jong" OR 김여정 OR 金与正 OR 金與正 OR "Ким Ё Чжон" OR "Ким Ё Чен" OR "Ким Е Чжон"',
  },
  statements: {
    version: 3,
    description:
      'Statements and declared positions of government, ministries, party, army or a named official; KCNA commentaries',
    query: `
      title:(statement* OR "press release" OR communique OR spokes* OR "white paper" OR memorandum)
      OR title:(comment* OR analyst* OR "KCNA Report")
      OR title:(answer* ONEAR/8 (KCNA OR question*)) OR title:"Report of KPA"
      OR lead:("KCNA commentary" OR "press statement titled" OR "issued the following" OR "released the following" OR "made public the following")
      OR lead:("following press statement" OR "following statement" OR "following article" OR "full text of an article")
      OR lead:((spokesman OR spokesperson) ONEAR/20 (released OR issued OR answered OR said)) OR lead:(ministry NEAR/12 (released OR issued)) OR lead:("question* put by KCNA" OR "question* raised by KCNA")
      OR title:(담화 OR 성명 OR 대변인 OR 론평 OR 공보) OR title:(谈话 OR 声明 OR 发言人 OR 评论 OR 談話 OR 代弁人 OR 論評)
      OR title:(заявлени* OR представител* OR declaración OR portavoz OR vocero)`,
  },
  party: {
    version: 2,
    description: "Meetings, decisions and life of the Workers' Party",
    query: `
      title:("plenary meeting" NEAR/8 (WPK OR party OR "C.C." OR "Central Committee"))
      OR lead:("plenary meeting" NEAR/14 (held OR opened OR convened OR closed OR convene)) lead:"Central Committee of the Workers' Party"
      OR title:plenum OR title:"Political Bureau" OR title:Politburo
      OR lead:("meeting of the" ONEAR/3 "Political Bureau" NEAR/12 (held OR took OR convened)) OR title:"Central Military Commission" OR lead:("meeting of the Central Military Commission")
      OR title:(congress NEAR/6 (WPK OR party)) OR lead:("Congress of the Workers' Party" NEAR/8 (opened OR convened OR held OR closed))
      OR title:("party" ONEAR/3 (meeting OR conference OR decision OR organization* OR cells OR "central committee sends"))
      OR title:(WPK ONEAR/4 (meeting OR decision OR guidance OR plenary)) OR title:("Secretariat" (WPK OR party))
      OR "Central Auditing Commission" OR "Party Central Committee sends" OR title:("WPK Central Committee sends") OR title:"officials of C.C., WPK"
      OR 전원회의 OR 정치국 OR 당중앙군사위원회 OR 당대회 OR 비서국 OR 당세포
      OR 全体会议 OR 全员会议 OR 政治局 OR 党代表大会 OR 中央军事委员会 OR 中央軍事委員会 OR 党大会
      OR пленум* OR Политбюро OR "Buró Político" OR "reunión plenaria"`,
  },
  state: {
    version: 1,
    description: "Supreme People's Assembly, Cabinet, premier, laws, decrees, elections",
    query: `
      title:("Supreme People's Assembly" OR =SPA OR Cabinet OR premier OR constitution OR "State Affairs Commission" OR election* OR law)
      OR lead:("session" NEAR/8 "Supreme People's Assembly") OR "Presidium of the Supreme People's Assembly" OR "SPA Standing Committee"
      OR lead:("premier of the Cabinet" OR "premier of the DPRK Cabinet" OR "vice-premier of the Cabinet" OR "plenary meeting of the Cabinet"
        OR "DPRK Cabinet")
      OR "Socialist Constitution" OR "election of deputies" OR "Choe Ryong Hae" OR "Kim Tok Hun" OR "Pak Thae Song" OR "Jo Yong Won" NEAR/6 chairman
      OR 최고인민회의 OR 내각 OR 내각총리 OR 사회주의헌법 OR 국무위원회
      OR 最高人民会议 OR 内阁 OR 国务委员会 OR 最高人民会議 OR 内閣 OR 国務委員会
      OR "Верховн* Народн* Собран*" OR "Asamblea Popular Suprema"`,
  },
  personnel: {
    version: 1,
    description: 'Appointments, dismissals, deaths and funerals of officials',
    query: `
      "organizational matter*" OR by-elected OR "newly elected" NEAR/10 (member* OR secretary OR director OR premier) OR "newly appointed" OR "relieved of"
      OR dismissed NEAR/6 (post OR minister OR official* OR director) OR "state funeral" OR "funeral committee" OR title:funeral
      OR ("passed away" OR obituary) NEAR/20 (member OR secretary OR minister OR vice-marshal OR director OR adviser)
      OR title:(appointed OR dismissed OR reshuffle* OR obituary) OR "elected as" NEAR/6 (member OR secretary OR director)
      OR 조직문제 OR 부고 OR 국장으로 OR 보선 OR 소환 OR 组织问题 OR 讣告 OR 補選 OR 訃告 OR "организационн* вопрос*"`,
  },
}
