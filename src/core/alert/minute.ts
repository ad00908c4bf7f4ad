// An instant as a person reads it where the place cannot show it in the reader's own time.

/** `2026-11-23 06:00 UTC`. @param instant ISO 8601, in UTC */
export const minuteOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
