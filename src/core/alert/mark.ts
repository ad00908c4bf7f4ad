// The word that a changed or withdrawn story is marked with, wherever it is told.
import type { Alert } from '../model.ts'

export const MARKS = { revised: 'Changed', withdrawn: 'Withdrawn' } as const
export type Mark = (typeof MARKS)[keyof typeof MARKS]

/** Undefined for the story as it was first seen. */
export const markOf = ({ change }: Pick<Alert, 'change'>): Mark | undefined =>
  change === undefined ? undefined : MARKS[change.kind]
