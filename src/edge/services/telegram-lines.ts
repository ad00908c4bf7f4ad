// The lines of an alert and of what changed in its story, as Telegram shows them: the headline a link in bold, the links below.
import { type Line, type Link, type Stretch, type Telling, tell, tellChange } from '../../core/alert/telling.ts'
import type { Alert } from '../../core/model.ts'

const linkLine = (links: readonly Link[]): Line[] =>
  links.length === 0
    ? []
    : [
        links.flatMap(({ label, url }, index): Stretch[] => [
          ...(index === 0 ? [] : [{ text: ' · ' }]),
          { text: label, url },
        ]),
      ]

const linesOf = ({ headline, lines, links }: Telling): readonly Line[] => [
  [{ text: headline, tone: 'strong', ...(links[0] === undefined ? {} : { url: links[0].url }) }],
  ...lines,
  ...linkLine(links),
]

export const alertLines = (alert: Alert): readonly Line[] => linesOf(tell(alert))

/** For an answer to the message that told the story: the rest stands there. */
export const changeLines = (change: Alert): readonly Line[] => linesOf(tellChange(change))
