// Weapons and forces: missiles, nuclear, space, navy, military, munitions, drills.

import type { Pack } from '../topics.ts'

type Arms = 'missiles' | 'nuclear' | 'space' | 'navy' | 'military' | 'munitions' | 'drills'

export const ARMS: Readonly<Record<Arms, Pack>> = {
  missiles: {
    version: 2,
    description: 'Missiles, rocket artillery and other delivery weapons: tests, launches, deployment, production',
    query: `
      "ballistic missile*" OR "cruise missile*" OR "strategic missile*" OR "tactical missile*" OR "guided missile*"
      OR "anti-air missile*" OR "anti-aircraft missile*" OR "anti-ship missile*" OR "hypersonic" OR =ICBM OR =ICBMs OR =IRBM OR =SLBM
      OR "intercontinental ballistic" OR Hwasong-1* OR Hwasong NEAR/6 (missile* OR test-fir* OR =ICBM) OR Hwasongpho* OR Hwasal*
      OR Pulhwasal* OR Pukguksong* OR Pyoljji* OR Haeil* OR "Missile Administration" OR "missile unit*" OR "missile force*"
      OR "missile launch*" OR "launching drill*" OR "launch drill*" OR "test launch*" OR test-fir* OR "test-fire*" OR =MRLS OR =MLRS
      OR "multiple rocket launcher*" OR "rocket launcher*" OR "solid-fuel engine*" OR "individual mobile warhead*"
      OR title:missile* OR "Jang Chang Ha"
      OR 미싸일 OR 방사포 OR 시험발사 OR 발사훈련 OR 극초음속 OR 화성포 OR 화살-
      OR 导弹 OR 火箭炮 OR 试射 OR ミサイル OR ロケット砲 OR 極超音速 OR misil* OR "lanzamiento de prueba" OR ракет* OR гиперзвук*`,
  },
  nuclear: {
    version: 1,
    description: 'Nuclear weapons, materials and doctrine, and statements about nuclear arms',
    query: `
      "nuclear weapon*" OR "nuclear force*" OR "nuclear deterren*" OR "nuclear test*" OR "nuclear war*" OR "nuclear threat*"
      OR "nuclear attack*" OR "nuclear strike*" OR "nuclear arsenal*" OR "nuclear material*" OR "nuclear state*"
      OR "nuclear armament*" OR "nuclear shield" OR "nuclear counterattack*" OR "nuclear trigger" OR "nuclear umbrella"
      OR "nuclear operation*" OR "nuclear alliance" OR "nuclear planning" OR "nuclear consultative" OR "nuclear-armed"
      OR "nuclear power" NEAR/8 (weapon* OR status OR strong) OR "nuclear submarine*" OR "nuclear-powered submarine*"
      OR "weapon-grade" OR "weapons-grade" OR uranium OR plutonium OR "Nuclear Weapons Institute" OR denucleari* OR nonproliferation
      OR "subcritical nuclear" OR Nyongbyon OR Yongbyon OR "Punggye-ri" OR =IAEA OR =NPT
      OR 핵무기 OR 핵무력 OR 핵물질 OR 핵억제 OR 핵시험 OR 핵전쟁 OR 핵위협 OR 비핵화 OR 핵보유
      OR 核武器 OR 核力量 OR 核试验 OR 核战争 OR 无核化 OR 核兵器 OR 核戦力 OR 核実験 OR 非核化
      OR ядерн* OR "armas nucleares" OR "arma nuclear" OR "fuerzas nucleares" OR desnucleariz*`,
  },
  space: {
    version: 1,
    description: 'Satellites, carrier rockets, the space agency',
    query: `
      satellite* NEAR/4 (launch* OR reconnaissance OR military OR artificial OR observation OR spy OR orbit* OR communication*)
      OR title:satellite* OR =NADA OR =NATA OR "National Aerospace" OR aerospace OR Malligyong* OR Chollima-1
      OR Kwangmyongsong-* OR Unha-* OR "carrier rocket*" OR "satellite carrier*" OR Sohae OR "space development" OR "space launch*"
      OR "outer space"
      OR 정찰위성 OR 인공지구위성 OR 운반로케트 OR 항공우주 OR 만리경 OR 우주개발
      OR 侦察卫星 OR 人造卫星 OR 运载火箭 OR 偵察衛星 OR 人工衛星 OR 運搬ロケット OR спутник* OR "satélite*"`,
  },
  navy: {
    version: 1,
    description: 'Warships, submarines, naval bases, shipyards',
    query: `
      destroyer* OR warship* OR submarine* OR frigate* OR corvette* OR "naval base*" OR "naval force*" OR "naval unit*"
      OR =Navy OR =navy OR "Naval Force" OR shipyard* OR shipbuilding OR "Choe Hyon" OR "Kang Kon" OR "underwater weapon*"
      OR "patrol ship*" OR "escort ship*" OR "aircraft carrier*" OR "naval vessel*" OR flotilla
      OR 구축함 OR 잠수함 OR 해군 OR 조선소 OR 군함 OR 최현호 OR 강건호
      OR 潜艇 OR 驱逐舰 OR 海军 OR 造船厂 OR 潜水艦 OR 駆逐艦 OR 海軍 OR 造船所
      OR подводн* OR эсминец OR эсминц* OR submarino* OR destructor*`,
  },
  military: {
    version: 2,
    description: "The Korean People's Army: units, drills, parades, statements, soldiers' building missions",
    query: `
      =KPA OR "Korean People's Army" OR "General Staff" OR title:(soldier* OR "special operation*" OR corps NEAR/3 (headquarters OR army OR KPA))
      OR "firing drill*" OR "firing contest*" OR "artillery academy" OR "artillery sub-unit*" OR "artillery unit*"
      OR "special operation* unit*" OR "special operation* force*" OR "special operation* armed force*" OR "combat drill*"
      OR "tactical drill*" OR "military parade*" OR "Ministry of National Defence"
      OR "Minister of National Defence" OR "Ministry of National Defense" OR "University of National Defence" OR "military academy"
      OR "military university" OR "No Kwang Chol" OR "Kang Sun Nam" OR "Ri Yong Gil" OR "Pak Jong Chon" OR "attack drone*"
      OR "combat sub-unit*" OR servicepersons OR "soldier-builder*" OR "People's Army"
      OR 조선인민군 OR 인민군 OR 총참모부 OR 국방성 OR 열병식 OR 특수작전 OR 포병
      OR 朝鲜人民军 OR 人民军 OR 总参谋部 OR 阅兵 OR 朝鮮人民軍 OR 人民軍 OR 総参謀部 OR 閲兵
      OR "Народн* арм*" OR "Ejército Popular de Corea" OR =EPC`,
  },
  munitions: {
    version: 1,
    description: 'Arms factories, defence industry, the making of weapons',
    query: `
      munition* OR "defence industr*" OR "defense industr*" OR "Second Econom* Commission" OR "Academy of Defence Science*"
      OR "Academy of Defense Science*" OR "Defence Science Institute" OR "arms factor*" OR "war industry"
      OR ("weapon system*" OR "weapons system*") NEAR/10 (transfer OR produc* OR new-type) OR "weapons production" OR "arms production"
      OR (produc* NEAR/3 (missile* OR "rocket launcher*" OR tank* OR shell* OR drone* OR MRLS))
      OR ("new-type" NEAR/5 (missile* OR "rocket launcher*" OR MRLS OR shell* OR tank*)) OR "Jo Chun Ryong"
      OR 군수공업 OR 군수공장 OR 국방과학원 OR 제2경제위원회 OR 국방공업
      OR 军需工业 OR 国防科学院 OR 国防工业 OR 軍需工業 OR 国防工業 OR "оборонн* промышленност*" OR "industria de defensa"`,
  },
  drills: {
    version: 1,
    description: 'Military exercises and deployments of the US, the ROK, Japan, NATO and allies',
    query: `
      "Ulji Freedom Shield" OR "Freedom Shield" OR "Freedom Edge" OR "Iron Mace" OR "Foal Eagle" OR "Key Resolve" OR Ssangyong
      OR "Ulji Freedom Guardian" OR "joint military exercise*" OR "joint military drill*" OR "joint drill*" OR "joint exercise*"
      OR "joint war exercise*" OR "joint naval drill*" OR "joint air drill*" OR "joint air exercise*" OR "war exercise*" OR "war drill*"
      OR "war rehearsal*" OR "war game*" OR "war maneuver*" OR "strategic asset*" OR "strategic bomber*" OR "nuclear carrier*"
      OR "nuclear submarine*" NEAR/12 (Pusan OR U.S. OR port) OR B-1B OR B-52H OR "triangular military" OR "trilateral military"
      OR "tripartite military" OR "multi-national military" OR "RIMPAC" OR "military exercise*" OR "military drill*" NEAR/8 (U.S. OR ROK OR Japan)
      OR 합동군사연습 OR 련합훈련 OR 자유의방패 OR "을지 프리덤 쉴드" OR 전쟁연습 OR 북침
      OR 联合军演 OR 联合军事演习 OR 战争演习 OR 合同軍事演習 OR 戦争演習 OR "совместн* учени*" OR "maniobras conjuntas" OR "ejercicio* militar*"`,
  },
}
