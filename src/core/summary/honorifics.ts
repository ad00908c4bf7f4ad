// The leader's full titles open most leads and say nothing: about a hundred letters that hide the news. Shortened for display only;
// matching and diffs see what was published.
import { type MarkedText, replaced, trimmed } from './marked.ts'

const TITLE =
  "(?:general secretary of the Workers['’] Party of Korea|president of the State Affairs(?: Commission)? of the (?:Democratic People['’]s Republic of Korea|DPRK)|general secretary of the WPK|supreme commander of the armed forces(?: of the (?:Democratic People['’]s Republic of Korea|DPRK))?)"
const TITLES = new RegExp(`,\\s*${TITLE}(?:(?:,| and|, and)\\s+${TITLE})*(?:,(?=\\s)|(?=[.;]))`, 'giu')
const RESPECTED =
  /\b(?:the\s+)?(?:dear\s+)?respected\s+(?:fatherly\s+)?(?:comrade|general\s+secretary|marshal|supreme\s+leader)\s*(?=Kim\s+Jong\s+Un)/giu
const COMRADE = /\bComrade\s*(?=Kim\s+Jong\s+Un\b)/gu
const KOREAN = /경애하는\s*(?=김정은(?:동지|원수님|총비서동지))|(?<=김정은)(?:동지|원수님|총비서동지)/gu

/** A title that holds what was found stays: without it there would be nothing to show for the match. */
const shortened = ({ found }: MarkedText, { 0: title, index }: RegExpExecArray): string =>
  found.some(({ start, end }) => index <= start && end <= index + title.length) ? title : ''

/** A text with Kim Jong Un's titles and forms of address taken out. */
export const withoutHonorifics = (marked: MarkedText): MarkedText =>
  trimmed(
    [TITLES, RESPECTED, COMRADE, KOREAN].reduce(
      (left, title) => replaced(left, title, (match) => shortened(left, match)),
      marked,
    ),
  )
