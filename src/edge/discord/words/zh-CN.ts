// Chinese, simplified.
import type { LocaleWords } from './words.ts'

export const ZH_CN: LocaleWords = {
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
