// Other countries and what is had to do with them: south-korea, us, japan, russia, china, sanctions-un, diplomacy, world.

import type { Pack } from '../topics.ts'

type Abroad = 'south-korea' | 'us' | 'japan' | 'russia' | 'china' | 'sanctions-un' | 'diplomacy' | 'world'

/**
 * Statements have headlines that only say whose they are. What they are about shows in the text, by being named again and again.
 */
const dwelling = (name: string): string => `title:(statement* OR comment* OR analyst*) text:atleast5:${name}`

export const ABROAD: Readonly<Record<Abroad, Pack>> = {
  'south-korea': {
    version: 2,
    description: 'South Korea, inter-Korean affairs, border, leaflets, loudspeakers',
    query: `
      ${dwelling('=ROK')} OR =ROK OR "south Korea" OR "south Korean*" OR puppet* OR "Yoon Suk Yeol" OR "Lee Jae Myung" OR "Military Demarcation Line" OR =MDL
      OR "southern border" OR Panmunjom OR leaflet* OR "loudspeaker broadcast*" OR loudspeaker* OR inter-Korean OR "anti-DPRK leaflet*"
      OR Seoul OR "hostile state" OR "north-south"
      OR 한국 OR 남조선 OR 괴뢰 OR 군사분계선 OR 윤석열 OR 리재명 OR 삐라
      OR 韩国 OR 南朝鲜 OR 傀儡 OR 韓国 OR 南朝鮮 OR かいらい
      OR "Южн* Коре*" OR марионет* OR surcorean* OR "Sur de Corea" OR títere*`,
  },
  us: {
    version: 2,
    description: 'The United States',
    query: `
      ${dwelling('="U.S."')} OR ="U.S." OR =US OR =USA OR "United States" OR anti-U.S. OR Washington OR Pentagon OR "White House" OR Trump OR Biden OR Rubio
      OR Hegseth OR Blinken OR "Indo-Pacific Command" OR Yankee* OR "American imperialist*" OR "Superpower"
      OR 미국 OR 미제 OR 워싱톤 OR 트럼프 OR 백악관 OR 美国 OR 美帝 OR 特朗普 OR 米国 OR 米帝 OR トランプ
      OR США OR Вашингтон* OR Трамп* OR "Estados Unidos" OR =EE.UU`,
  },
  japan: {
    version: 2,
    description: 'Japan, and Chongryon in Japan',
    query: `
      ${dwelling('Japan')} OR Japan OR Japanese OR Tokyo OR "Tok Islet*" OR "Tok Island*" OR Yasukuni
      OR "Self-Defence Forces" OR "Self-Defense Forces" OR =SDF OR Chongryon OR reinvasion OR Kishida OR Ishiba OR Takaichi
      OR 일본 OR 총련 OR 독도 OR 자위대 OR 일제 OR 日本 OR 朝鲜总联 OR 自卫队 OR 朝鮮総聯 OR 自衛隊 OR 独島
      OR Япони* OR японск* OR Japón OR japones*`,
  },
  russia: {
    version: 2,
    description: 'Russia, and the war between Russia and Ukraine',
    query: `
      ${dwelling('Russia')} OR ${dwelling('Ukraine')} OR Russia OR Russian* OR Putin OR Moscow OR Kremlin OR Lavrov OR Shoigu OR Belousov OR Medvedev OR Ukraine OR Ukrainian*
      OR Zelensky OR Kursk OR "special military operation" OR "overseas military operation*" OR "Memorial Museum of Combat Feats"
      OR 로씨야 OR 뿌찐 OR 우크라이나 OR 모스크바 OR 해외군사작전 OR 꾸르스크
      OR 俄罗斯 OR 普京 OR 乌克兰 OR ロシア OR プーチン OR ウクライナ OR Росси* OR российск* OR Путин* OR Украин*
      OR Rusia OR ruso* OR rusa* OR Ucrania OR "operación militar en el exterior"`,
  },
  china: {
    version: 1,
    description: 'China',
    query: `
      China OR Chinese OR "Xi Jinping" OR =CPC OR =PRC OR Beijing OR "Wang Yi" OR "Li Qiang" OR "Zhao Leji" OR Taiwan OR "Friendship Tower"
      OR 중국 OR 중화인민공화국 OR 습근평 OR 베이징 OR 中国 OR 中华人民共和国 OR 习近平 OR 中華人民共和国 OR 習近平
      OR Китай OR китайск* OR КНР OR "Си Цзиньпин*" OR chino* OR "República Popular China"`,
  },
  'sanctions-un': {
    version: 1,
    description: 'United Nations, sanctions, human-rights accusations',
    query: `
      "Security Council" NEAR/3 (UN OR U.N. OR meeting OR resolution*) OR =UNSC OR "United Nations" OR "UN General Assembly" OR =UN
      OR sanction* OR "human rights" OR "Multilateral Sanctions Monitoring Team" OR =MSMT OR "Panel of Experts" OR Guterres OR =IAEA
      OR "money laundering"
      OR 유엔 OR 제재 OR 인권 OR 联合国 OR 制裁 OR 人权 OR 国連 OR 人権 OR ООН OR санкци* OR "прав* человека"
      OR =ONU OR sanciones OR "derechos humanos"`,
  },
  diplomacy: {
    version: 3,
    description: 'Delegations, ambassadors, receptions, foreign parties, solidarity meetings abroad, credentials',
    query: `
      title:(delegation* OR ambassador* OR embassy OR embassies OR credentials OR envoy* OR "charge d'affaires" OR attache* OR abroad
        OR "foreign minister" OR =FM OR "foreign personages" OR "diplomatic corps" OR diplomat* OR missions OR "different countries"
        OR "foreign guests" OR "friendship" OR solidarity)
      OR title:((greetings OR congratulations OR message OR condolences OR sympathy) ONEAR/1 (to OR from) ONEAR/4
        (=FM OR =PM OR premier OR minister OR vice-president OR speaker))
      OR title:("WPK Central Committee" NEAR/6 (from OR receives OR greetings OR condolences))
      OR title:talks OR "political parties" OR title:(seminar NEAR/6 (Juche OR held OR countries OR world))
      OR lead:((delegation OR group) NEAR/12 (arrived OR "left here" OR "returned home" OR visited OR headed OR "led by"))
      OR lead:(minister NEAR/3 foreign)
      OR lead:("embassy" NEAR/8 (reception OR here OR visited OR hosted)) OR "presented his credentials" OR "presented her credentials"
      OR lead:("premier of the Cabinet" NEAR/20 (sent OR received OR met)) OR lead:("personages of different countries") OR "Juche idea" NEAR/6 (seminar OR study)
      OR title:"floral basket*"
      OR title:(대표단 OR 대사 OR 신임장 OR 외무상 OR 연회 OR 련대성) OR title:(代表团 OR 大使 OR 国书 OR 外务相 OR 代表団 OR 信任状 OR 外相)
      OR title:(делегаци* OR посол OR посольств* OR delegación OR embajad*)`,
  },
  world: {
    version: 2,
    description: 'News about other countries in which the DPRK has no part',
    query: `
      title:(Israel* OR Gaza OR "Red Sea" OR "Middle East" OR =EU OR NATO OR G7 OR BRICS OR Houthi* OR =Africa)
      OR lead:(Israel* OR "Gaza Strip" OR "Red Sea" OR "Middle East" OR Houthi* OR Ebola)
      OR 가자지대 OR 이스라엘 OR 加沙 OR 以色列 OR ガザ OR イスラエル OR Израил* OR Сектор* NEAR/1 Газа`,
  },
}
