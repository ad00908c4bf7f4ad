// What keeping house needs of a Wire's tables.

export type ArchiveStore = {
  /** Items not filed for searching yet: those up to this sequence. */
  unindexed(): number
  reindex(run: number): void
  /** The day (`YYYY-MM-DD`) whose purge is done. */
  tidied(): string | undefined
  markTidied(run: number, day: string): void
  /**
   * Removes a batch of texts first seen before `textsBefore` (of items that are not owed anything), and of the keys of items that no
   * list has shown for ARCHIVE.KEYS_MS of listing; true when nothing more is to go.
   */
  purge(run: number, textsBefore: number): boolean
}
