// Life in the country: agriculture, disaster, economy, science-education, health, sports, culture.

import type { Pack } from '../topics.ts'

type Home = 'agriculture' | 'disaster' | 'economy' | 'science-education' | 'health' | 'sports' | 'culture'

export const HOME: Readonly<Record<Home, Pack>> = {
  agriculture: {
    version: 3,
    description: 'Farming, grain, harvest, livestock, fishery, irrigation',
    query: `
      "rice-transplanting" OR paddy OR grain* OR harvest* OR sowing OR seeding OR threshing OR wheat OR barley OR maize OR potato*
      OR crop* OR farming OR "farm machine*" OR "cooperative farm*" NEAR/8 (produc* OR field*) OR "farm work" OR fertilizer* OR livestock OR stockbreeding NEAR/6 (develop* OR produc*)
      OR title:farms OR "catfish farm*" OR "goat farm*" OR "chicken farm*" OR "pig farm*" OR "fish farm*" OR "offshore farm*" OR shellfish OR greenhouse* OR vegetable*
      OR irrigation OR "agricultural production" OR "agricultural sector" OR "agricultural guidance" OR "agricultural officials"
      OR "Agricultural Workers of Korea" OR "arable land" OR fishery OR fisheries OR fry OR fruit NEAR/5 (produc* OR ripening OR harvest*)
      OR orchard* OR sericulture OR cocoon OR title:"rural revolution" OR tideland OR "land rezoning"
      OR 농사 OR 모내기 OR 알곡 OR 가을걷이 OR 밀보리 OR 관개 OR 축산 OR 수산 OR 온실농장 OR 양어
      OR 农业 OR 粮食 OR 秋收 OR 农场 OR 农作物 OR 農業 OR 穀物 OR 田植え OR 収穫 OR урожа* OR "сельск* хозяйств*" OR agricultur* OR cosecha*`,
  },
  disaster: {
    version: 1,
    description: 'Floods, typhoons, heavy rain, heat, cold and drought, their damage and rebuilding',
    query: `
      flood OR floods OR flooding OR flooded OR flood-hit OR flood-stricken OR flood-damage* OR "heavy rain*" OR downpour* OR typhoon*
      OR drought* OR landslide* OR "heat wave*" OR hailstorm* OR rainstorm* OR "tidal wave*" OR earthquake* OR disaster* OR disastrous
      OR "natural calamit*" OR "cold wave*" OR "heavy snow*" OR "forest fire*" OR "abnormal weather" OR "rainy season" OR "rehabilitation campaign"
      OR 큰물 OR 태풍 OR 폭우 OR 가물 OR 재해 OR 수해 OR 洪水 OR 台风 OR 暴雨 OR 旱灾 OR 灾害 OR 災害 OR 台風 OR 豪雨 OR 干ばつ OR 水害
      OR наводнени* OR тайфун* OR стихийн* OR inundaci* OR tifón* OR sequía*`,
  },
  economy: {
    version: 1,
    description: 'Construction, industry, regional development, factories, trade, transport, energy, housing',
    query: `
      "20×10" OR "regional-industry" OR "regional development" OR "five-year plan" OR "12 major goals" OR "Hwasong area"
      OR "Wonsan Kalma" OR "Samjiyon" NEAR/8 (construct* OR develop* OR tour*) OR "new houses" OR "dwelling house*" OR "houses built" OR "modern houses" OR housing
      OR ground-breaking OR inaugurat* NEAR/6 (factory OR plant OR power OR mine OR farm) OR "power station*" OR "power plant*" OR "power industry" OR "power sector" OR hydropower
      OR hydroelectric OR "coal mine*" OR coal OR "iron and steel" OR steel OR cement OR "machine-building" OR "metal industry" OR "chemical industry" OR "light industr*"
      OR "consumer goods" OR commodity OR "national economy" OR "economic plan*" OR "economic construction" OR "socialist construction" NEAR/12 worksite* OR Rason NEAR/6 trade OR "special economic zone*"
      OR title:(factory OR factories OR production OR construction OR railway OR mine OR mines OR mining OR "building materials" OR "foodstuff*" OR innovation* OR modernization
        OR "remodeling" OR street OR transport* OR industr* OR goods OR villages)
      OR lead:(factory NEAR/6 (built OR produc* OR construct*)) OR "mineral production" OR railway* OR "freight" OR "technical innovation"
      OR "external economic" OR "trade fair" OR "building of" NEAR/4 flats OR "10 000 flats" OR "tourist area"
      OR 지방발전 OR 지방공업 OR 공장 OR 발전소 OR 탄광 OR 살림집 OR 제철 OR 세멘트 OR 건설 OR 경제 OR 철도 OR 생산
      OR 地方发展 OR 工厂 OR 发电厂 OR 煤矿 OR 建设 OR 经济 OR 地方発展 OR 工場 OR 発電所 OR 炭鉱 OR 建設 OR 経済
      OR экономик* OR завод* OR строительств* OR economía OR fábrica* OR construcción`,
  },
  'science-education': {
    version: 3,
    description: 'Science, technology, schools, information technology, environment, conservation',
    query: `
      "State Academy of Sciences" OR sci-tech OR scientists OR scientific OR research* OR "information technology" OR =IT OR software OR "intelligent" NEAR/4 system
      OR "new technology" OR "intellectual property" OR invention* OR university OR universities OR college OR colleges OR "school year" OR teaching OR teacher* OR educat*
      OR "branch school*" OR kindergarten* NEAR/6 (built OR remodel* OR teacher*) OR "three revolutions" NEAR/6 exhibition
      OR "biosphere reserve*" OR geopark OR "environment protection" OR "nature reserve*" OR "sapling*" OR "tree nursery" OR forestry
      OR "weather forecast" OR "hydro-meteorological" OR "library" OR "architecture" NEAR/6 (system OR institute) OR "world network"
      OR 과학기술 OR 국가과학원 OR 대학 OR 교육 OR 교원 OR 정보기술 OR 环境保护 OR 科学技术 OR 科技 OR 教育 OR 科学技術 OR 大学 OR 教員
      OR научн* OR образовани* OR "ciencia y técnica" OR educación`,
  },
  health: {
    version: 1,
    description: 'Medicine, epidemics, hospitals, public health',
    query: `
      COVID* OR epidemic* OR anti-epidemic OR "malignant virus" OR vaccin* OR quarantine OR "public health" OR "infectious disease*" OR "swine fever"
      OR "avian influenza" OR "bird flu" OR hospital OR hospitals OR medical OR medicine* OR pharmac* OR hygienic OR doctor* OR triplets OR sanatorium
      OR "health care" OR "first-aid"
      OR 방역 OR 보건 OR 병원 OR 비상방역 OR 의료 OR 약국 OR 防疫 OR 医院 OR 医疗 OR 保健 OR 病院 OR 医療
      OR эпидеми* OR больниц* OR здравоохранени* OR epidemia* OR hospital* OR salud`,
  },
  sports: {
    version: 2,
    description: 'Athletes, matches, sports bodies',
    query: `
      football* OR =FIFA OR =AFC OR weightlift* OR "gold medal*" OR "silver medal*" OR "bronze medal*" OR champion* OR "world cup" OR "Asian Cup" OR "Asian Games" OR Olympic* OR olympiad
      OR marathon OR taekwon-do OR "table tennis" OR judo OR wrestling OR gymnast* OR volleyball OR basketball OR athlete* OR player* OR sport*
      OR "physical culture" OR title:(tournament OR semifinals OR quarterfinals)
      OR 축구 OR 올림픽 OR 선수권 OR 체육 OR 경기대회 OR 举重 OR 足球 OR 奥运 OR 锦标赛 OR 体育 OR サッカー OR 五輪 OR 選手権 OR スポーツ
      OR футбол* OR олимпи* OR чемпионат* OR fútbol OR olímpic* OR campeonato*`,
  },
  culture: {
    version: 2,
    description: 'Art, exhibitions, performances, festivals, anniversaries, heritage, tourism, religion',
    query: `
      "art performance*" OR performance NEAR/4 (given OR gave OR gala) OR concert OR "art troupe*" OR theatre NEAR/5 (art OR drama OR opera OR opened) OR circus OR film OR films OR "folk song*" OR =song OR =songs OR music* OR art OR dance* OR dancing
      OR festival* OR "evening gala" OR "art exhibition" OR "photo exhibition" OR "book and photo" OR museum NEAR/6 (opened OR new) OR "national heritage" OR "cultural heritage" OR "intangible"
      OR "national anthem" OR relics OR mausoleum OR tourism NEAR/4 (develop* OR culture) OR fireworks OR banquet* OR "motivation activities"
      OR title:((celebrat* OR marked OR observed OR greeted OR mark OR celebration) NEAR/10 (anniversary OR birthday OR day OR "new year" OR WPK OR liberation OR victory OR founding))
      OR title:("reception" NEAR/8 (anniversary OR mark*)) OR title:(celebration OR celebrated OR "fine art*" OR calligraphy OR folk* OR custom* OR cuisine)
      OR lead:("to celebrate the" ONEAR/3 anniversary) OR lead:("celebrated the" ONEAR/3 anniversary) OR lead:("celebrating the" ONEAR/3 anniversary)
      OR 공연 OR 예술 OR 축전 NEAR/3 개막 OR 전람회 OR 문화유산 OR 민속 OR 경축 OR 演出 OR 艺术 OR 文化遗产 OR 庆祝 OR 公演 OR 芸術 OR 文化遺産 OR 慶祝
      OR концерт* OR искусств* OR фестивал* OR "concierto" OR "función artística"`,
  },
}
