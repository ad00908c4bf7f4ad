// Why the packs have terms that hardly any article at hand has: names of things that were not in the news of that year, and the other
// editions' words. A script holds every term against 1,039 articles and this page (npm run topics:check).

import type { TopicId } from './ids.ts'

/** Terms as the query language prints them, and one sentence on where they come from. */
export type Reason = { readonly terms: readonly string[]; readonly why: string }

type Edition = { readonly name: string; readonly letters: RegExp; readonly why: string }

/** The articles at hand are English, so no term in another script can be counted on them. */
export const EDITIONS: readonly Edition[] = [
  {
    name: 'Korean',
    letters: /\p{Script=Hangul}/u,
    why: 'The Korean edition’s word for what the English terms name, in northern spelling.',
  },
  {
    name: 'Chinese and Japanese',
    letters: /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u,
    why: 'The Chinese or Japanese edition’s word for what the English terms name.',
  },
  {
    name: 'Russian',
    letters: /\p{Script=Cyrillic}/u,
    why: 'The Russian edition’s word for what the English terms name; it declines, hence the star.',
  },
]

const SPANISH = 'The Spanish edition’s word for what the English terms name.'
const KINDS = 'Other kinds of the same thing, by their ordinary names: none was in the news of that year.'
const BODIES = 'Offices and bodies that speak or are spoken of, by their titles; each is rare by itself.'
const VERBS = 'Verbs of KCNA’s headlines and leads about him, as inspects and visits are; each is rare by itself.'

const BY_TOPIC: Readonly<Partial<Record<TopicId, readonly Reason[]>>> = {
  missiles: [
    {
      terms: ['"tactical missile*"', '"guided missile*"', '"anti-ship missile*"', '=ICBMs', '=IRBM', '=SLBM'],
      why: KINDS,
    },
    { terms: ['Hwasong-1*'], why: 'Hwasong-12 to Hwasong-19: the series by its number.' },
  ],
  nuclear: [
    {
      terms: [
        '"nuclear umbrella"',
        '"nuclear operation*"',
        '"nuclear alliance"',
        '"nuclear planning"',
        'nuclear-armed',
        '"nuclear power"',
        'nonproliferation',
        '"subcritical nuclear"',
      ],
      why: 'What KCNA’s statements call the allies’ nuclear arrangements and tests.',
    },
    { terms: ['plutonium'], why: KINDS },
    { terms: ['"armas nucleares"', '"arma nuclear"', '"fuerzas nucleares"', 'desnucleariz*'], why: SPANISH },
  ],
  space: [
    {
      terms: ['orbit*', 'communication*', '"satellite carrier*"', '"space launch*"', '"outer space"'],
      why: 'The words of launch reports, of which that year has one.',
    },
    { terms: ['spy'], why: 'What a reconnaissance satellite is called for short, by its adversaries and other wires.' },
    { terms: ['satélite*'], why: SPANISH },
  ],
  navy: [
    {
      terms: [
        'frigate*',
        'corvette*',
        '"naval unit*"',
        '"escort ship*"',
        '"naval vessel*"',
        'flotilla',
        'shipbuilding',
      ],
      why: KINDS,
    },
  ],
  military: [
    {
      terms: ['title:soldier*', 'title:headquarters', '"combat sub-unit*"', 'soldier-builder*'],
      why: 'Whom KCNA’s headlines name when the army is the subject.',
    },
    {
      terms: [
        '"artillery academy"',
        '"artillery sub-unit*"',
        '"artillery unit*"',
        '"special operation* unit*"',
        '"special operation* force*"',
        '"special operation* armed force*"',
        '"Ministry of National Defense"',
        '"University of National Defence"',
        '"military academy"',
        '"military university"',
      ],
      why: 'Units, schools and the ministry, in both spellings of defence.',
    },
    { terms: ['"Kang Sun Nam"'], why: 'Defence minister before No Kwang Chol.' },
  ],
  munitions: [
    {
      terms: [
        '"Defence Science Institute"',
        '"arms factor*"',
        '"war industry"',
        '"weapons production"',
        '"arms production"',
        'transfer',
        'tank*',
        'shell*',
      ],
      why: 'What is made and where, and the handing over of what was made.',
    },
    { terms: ['"industria de defensa"'], why: SPANISH },
  ],
  leader: [
    {
      terms: [
        ...'directs views preside attends learns examines presides congratulates clarifies encourages cuts poses participates speaks plants commands commissions'
          .split(' ')
          .map((verb) => `title:${verb}`),
        ...'watched observed supervised toured delivered presided learned examined commanded'
          .split(' ')
          .map((verb) => `lead:${verb}`),
        'lead:"presence of"',
        'lead:"attended by"',
        'title:"speech at"',
        'title:"policy speech"',
      ],
      why: VERBS,
    },
    { terms: ['title:envoy', 'title:governor'], why: 'Guests whom he receives in person; greetings are received too.' },
    {
      terms: ['title:dirige', 'title:visita', 'title:asiste', 'title:inspecciona', 'title:orienta'],
      why: SPANISH,
    },
  ],
  'leader-messages': [
    {
      terms: [
        'title:sympathy',
        'title:telegram*',
        'lead:telegram*',
        'title:thanks',
        'title:"to Kim Jong Un"',
        'title:"from Kim Jong Un"',
      ],
      why: 'Forms of the same headline: what is sent, to whom and from whom.',
    },
    { terms: ['title:felicit*', 'title:mensaje'], why: SPANISH },
  ],
  statements: [
    {
      terms: ['title:memorandum', 'lead:"KCNA commentary"', 'lead:"full text of an article"', 'lead:answered'],
      why: 'Formulas that open a declared position; the rarer ones of a handful.',
    },
  ],
  party: [
    {
      terms: [
        'lead:"meeting of the Central Military Commission"',
        'title:cells',
        'title:decision',
        'lead:convene',
        '"Party Central Committee sends"',
        'title:"officials of C.C., WPK"',
      ],
      why: 'Offices and bodies that speak or are spoken of, and how their meetings are announced; each is rare by itself.',
    },
  ],
  state: [
    {
      terms: [
        '"Presidium of the Supreme People\'s Assembly"',
        '"SPA Standing Committee"',
        'lead:"premier of the DPRK Cabinet"',
        'lead:"vice-premier of the Cabinet"',
      ],
      why: BODIES,
    },
  ],
  personnel: [
    {
      terms: ['"funeral committee"', 'vice-marshal', 'adviser', 'title:reshuffle*'],
      why: 'Words of obituaries and of changes in office, which sit inside reports of meetings and are rare by nature.',
    },
  ],
  'south-korea': [
    {
      terms: ['"south Korean*"', 'inter-Korean', '"anti-DPRK leaflet*"', 'north-south'],
      why: 'What KCNA said until 2023, before it turned to ROK: for archives and for other sources.',
    },
  ],
  drills: [
    {
      terms: [
        '"joint exercise*"',
        '"joint air exercise*"',
        '"war maneuver*"',
        '"tripartite military"',
        '"multi-national military"',
        'RIMPAC',
        'Pusan',
        'port',
      ],
      why: 'Other names of the same exercises, and where the carriers call: Pusan, or a port of the south.',
    },
    { terms: ['"maniobras conjuntas"', '"ejercicio* militar*"'], why: SPANISH },
  ],
  us: [
    { terms: ['Biden', 'Blinken'], why: 'President and secretary of state of that year.' },
    { terms: ['=USA'], why: 'The country under its other abbreviation.' },
    { terms: ['Yankee*', '"American imperialist*"'], why: 'What KCNA calls them in anniversaries and anecdotes.' },
    { terms: ['"Estados Unidos"', '=EE.UU'], why: SPANISH },
  ],
  japan: [
    { terms: ['Kishida'], why: 'Prime minister of that year.' },
    { terms: ['Japón', 'japones*'], why: SPANISH },
  ],
  russia: [{ terms: ['ruso*', 'rusa*', 'Ucrania'], why: SPANISH }],
  china: [
    { terms: ['Beijing'], why: 'The capital stands for the government.' },
    {
      terms: ['"Friendship Tower"'],
      why: 'The monument to the Chinese volunteers in Pyongyang: a wreath there is a message to China.',
    },
    { terms: ['chino*', '"República Popular China"'], why: SPANISH },
  ],
  'sanctions-un': [
    {
      terms: ['U.N.', '"United Nations"', 'resolution*', '=MSMT', '"money laundering"'],
      why: 'The body under its other names, what it passes, and what its panels accuse of.',
    },
    { terms: ['=ONU', 'sanciones', '"derechos humanos"'], why: SPANISH },
  ],
  diplomacy: [
    {
      terms: [
        'title:embassies',
        'title:envoy*',
        'title:"charge d\'affaires"',
        'title:"diplomatic corps"',
        'title:missions',
        'title:speaker',
        'title:"foreign guests"',
        '"presented her credentials"',
      ],
      why: 'Who comes and goes between countries, by their titles.',
    },
    {
      terms: [
        'title:"different countries"',
        'title:solidarity',
        'title:condolences',
        'title:sympathy',
        'title:talks',
        'title:countries',
      ],
      why: 'What is done between countries, in KCNA’s headlines; each is rare by itself.',
    },
    { terms: ['title:delegación', 'title:embajad*'], why: SPANISH },
  ],
  agriculture: [
    {
      terms: [
        'threshing',
        'potato*',
        '"farm work"',
        '"catfish farm*"',
        '"goat farm*"',
        '"chicken farm*"',
        '"pig farm*"',
        '"offshore farm*"',
        'shellfish',
        'fisheries',
        'fry',
        'ripening',
        'orchard*',
        'sericulture',
        'cocoon',
      ],
      why: 'Crops, animals and works of the season: each has its few weeks a year.',
    },
    {
      terms: ['"agricultural guidance"', '"arable land"', 'tideland', '"land rezoning"', 'title:"rural revolution"'],
      why: 'The countryside’s campaigns and offices, by KCNA’s names for them.',
    },
    { terms: ['cosecha*'], why: SPANISH },
  ],
  disaster: [
    { terms: ['flooding', 'disastrous', '"abnormal weather"'], why: 'KCNA’s other words for the same weather.' },
    { terms: ['inundaci*', 'tifón*', 'sequía*'], why: SPANISH },
  ],
  economy: [
    {
      terms: [
        '"power plant*"',
        'plant',
        '"power sector"',
        'hydroelectric',
        '"metal industry"',
        '"chemical industry"',
        'commodity',
        '"economic construction"',
        'title:mines',
        'title:foodstuff*',
        'title:street',
        '"mineral production"',
        'freight',
        '"external economic"',
        '"trade fair"',
        '"tourist area"',
      ],
      why: 'Branches of industry, building and trade by their ordinary names; each is rare by itself.',
    },
    { terms: ['economía', 'fábrica*', 'construcción'], why: SPANISH },
  ],
  'science-education': [
    {
      terms: [
        '"information technology"',
        'software',
        'intelligent',
        '"new technology"',
        '"intellectual property"',
        'invention*',
        'universities',
        'colleges',
        '"school year"',
        'kindergarten*',
        'architecture',
        '"three revolutions"',
        '"world network"',
      ],
      why: 'Fields of learning and technique, and their schools, by their ordinary names.',
    },
    {
      terms: [
        '"biosphere reserve*"',
        'geopark',
        '"environment protection"',
        '"nature reserve*"',
        'forestry',
        '"weather forecast"',
        'hydro-meteorological',
      ],
      why: 'The environment and its keepers, which the topic’s description includes.',
    },
    { terms: ['"ciencia y técnica"', 'educación'], why: SPANISH },
  ],
  health: [
    {
      terms: ['hospitals', 'medicine*', 'hygienic', 'doctor*', 'sanatorium', '"health care"', 'first-aid'],
      why: 'Places and people of medicine; health was hardly in the news of that year.',
    },
    {
      terms: ['triplets'],
      why: 'KCNA reports births of triplets at the Pyongyang Maternity Hospital, and numbers them.',
    },
    { terms: ['epidemia*', 'salud'], why: SPANISH },
  ],
  sports: [
    {
      terms: [
        '=AFC',
        '"silver medal*"',
        '"Asian Cup"',
        'volleyball',
        'basketball',
        'athlete*',
        'title:tournament',
        'title:semifinals',
        'title:quarterfinals',
      ],
      why: 'Games, rounds and prizes beside those that are often in the news.',
    },
    { terms: ['fútbol', 'olímpic*', 'campeonato*'], why: SPANISH },
  ],
  culture: [
    {
      terms: [
        'concert',
        '"art troupe*"',
        'theatre',
        'drama',
        'opera',
        'dance*',
        'circus',
        'film',
        'films',
        '"folk song*"',
        '=songs',
        'music*',
        'festival*',
        '"art exhibition"',
        '"photo exhibition"',
        '"book and photo"',
        '"national anthem"',
        'fireworks',
        'tourism',
        'title:"fine art*"',
        'title:calligraphy',
      ],
      why: 'Arts and their occasions by their ordinary names; each is rare by itself.',
    },
    {
      terms: [
        '"cultural heritage"',
        'intangible',
        'relics',
        'mausoleum',
        'title:folk*',
        'title:custom*',
        'title:cuisine',
      ],
      why: 'Heritage and customs, which the topic’s description includes.',
    },
    { terms: ['title:greeted'], why: 'How headlines say that a day was kept.' },
    { terms: ['concierto', '"función artística"'], why: SPANISH },
  ],
  world: [
    {
      terms: [
        'title:Israel*',
        'title:Gaza',
        'lead:"Gaza Strip"',
        'title:"Red Sea"',
        'lead:"Red Sea"',
        'title:"Middle East"',
        'title:Houthi*',
        'lead:Houthi*',
        'title:NATO',
        'title:BRICS',
        'title:=EU',
        'title:=Africa',
      ],
      why: 'Wars and alliances of those years in which the DPRK has no part; KCNA prints few such items, other wires many.',
    },
  ],
}

export const REASONS: ReadonlyMap<string, readonly Reason[]> = new Map(Object.entries(BY_TOPIC))

/** The written reason for a term of a topic, if it has one. */
export const reasonFor = (topic: string, term: string): string | undefined =>
  REASONS.get(topic)?.find(({ terms }) => terms.includes(term))?.why ??
  EDITIONS.find(({ letters }) => letters.test(term))?.why
