// What is called the same in every language: names of services, and numbers.
import type { LocaleWords } from './words.ts'

export const ALIKE: LocaleWords['declared'] = {
  '* format=standard': ['Standard Webhooks'],
  '* format=slack': ['Slack, Mattermost'],
  '* format=teams': ['Microsoft Teams'],
  '* format=discord': ['Discord'],
  '* format=ntfy': ['ntfy'],
  '* format=telegram': ['Telegram'],
  '* days=7': ['7'],
  '* days=14': ['14'],
  '* days=30': ['30'],
}
