// Which edition of the readers made an item's texts. Raise it whenever a reader gives other texts for the same document: what an
// earlier edition read is then never compared with what this one reads, so that our own progress is not taken for a publisher's edit.

export const READER_VERSION = 1
