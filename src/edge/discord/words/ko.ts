// Korean.
import type { LocaleWords } from './words.ts'

export const KO: LocaleWords = {
  declared: {
    // /watch
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
    common: {},

    // /watch

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
