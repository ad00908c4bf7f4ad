// The names of months, weekdays and zones, as data: one line per language, twelve or seven names each, in calendar order.
// A written word is looked up whole first, then as the beginning of exactly one month; so `Sept.`, `juil.` and `Mär` need no rows.

const MONTHS = [
  'january february march april may june july august september october november december',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar marts april maj juni juli august september oktober november december',
  'january february maret april mei juni juli agustus september oktober november desember',
  'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień',
  'ledna února března dubna května června července srpna září října listopadu prosince',
  'leden únor březen duben květen červen červenec srpen září říjen listopad prosinec',
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  'ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου',
  'január február március április május június július augusztus szeptember október november december',
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
]

const WEEKDAYS = [
  'sunday monday tuesday wednesday thursday friday saturday',
  'sonntag montag dienstag mittwoch donnerstag freitag samstag',
  'dimanche lundi mardi mercredi jeudi vendredi samedi',
  'domingo lunes martes miércoles jueves viernes sábado',
  'domenica lunedì martedì mercoledì giovedì venerdì sabato',
  'domingo segunda terça quarta quinta sexta sábado',
  'zondag maandag dinsdag woensdag donderdag vrijdag zaterdag',
  'söndag måndag tisdag onsdag torsdag fredag lördag',
  'воскресенье понедельник вторник среда четверг пятница суббота',
  'niedziela poniedziałek wtorek środa czwartek piątek sobota',
  'κυριακή δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο',
]

/**
 * Minutes east of Greenwich. The North American names are those of RFC 822, section 5.1 (so CST is not China's);
 * `ET` and its like, which hide the season, mean standard time; IST is India's, the most common one in feeds.
 */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  zulu: 0,
  wet: 0,
  at: -240,
  ast: -240,
  adt: -180,
  et: -300,
  est: -300,
  edt: -240,
  ct: -360,
  cst: -360,
  cdt: -300,
  mt: -420,
  mst: -420,
  mdt: -360,
  pt: -480,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  nst: -210,
  ndt: -150,
  brt: -180,
  art: -180,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  wat: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  sast: 120,
  cat: 120,
  eest: 180,
  msk: 180,
  eat: 180,
  trt: 180,
  msd: 240,
  pkt: 300,
  ist: 330,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  awst: 480,
  pht: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
} // prettier-ignore

/** Lower case, one width, without accents: `Mär` and `MAR` are one word. Hangul stays whole. */
export const fold = (text: string): string => (/^\p{ASCII}*$/u.test(text) ? text.toLowerCase() : foldLetters(text))

const foldLetters = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')

const SHORTEST_ABBREVIATION = 3

const AMBIGUOUS = -1

const monthTable = (): ReadonlyMap<string, number> => {
  const whole = new Map<string, number>()
  const beginnings = new Map<string, number>()
  for (const line of MONTHS) {
    for (const [month, name] of fold(line).split(' ').entries()) {
      whole.set(name, month + 1)
      for (let length = SHORTEST_ABBREVIATION; length < name.length; length++) {
        const start = name.slice(0, length)
        const known = beginnings.get(start)
        beginnings.set(start, known === undefined || known === month + 1 ? month + 1 : AMBIGUOUS)
      }
    }
  }
  return new Map([...beginnings, ...whole])
}

const MONTH_OF = monthTable()

/** 1-12 for a folded word that is a month's name or the beginning of only one month's. */
export const monthOf = (word: string): number | undefined => {
  const month = MONTH_OF.get(word)
  return month === AMBIGUOUS ? undefined : month
}

const WEEKDAY_LISTS = WEEKDAYS.map((line) => fold(line).split(' '))

/** 0 (Sunday) to 6 for a folded word that begins a weekday's name in some language (two letters at least). */
export const weekdayOf = (word: string): number | undefined => {
  if (word.length < 2) return undefined
  for (const names of WEEKDAY_LISTS) {
    const day = names.findIndex((name) => name.startsWith(word))
    if (day >= 0) return day
  }
  return undefined
}

/** Minutes east of Greenwich for a folded zone abbreviation. */
export const namedOffset = (name: string): number | undefined => (Object.hasOwn(ZONES, name) ? ZONES[name] : undefined)
