// The words of an item, and its pairs of neighbours, as a small set that may err on the side of yes, never of no: two of them share
// a mark now and then.

/** Enough for the words and pairs of a title and lead to err once in 300 times. */
const MARKS = 0x20000

/** The mark that is always there. */
export const NO_MARK = 0

/** @param hashed the hash of a word or of a pair, forms.ts's */
export const markOf = (hashed: number): number => 1 + ((hashed >>> 4) & (MARKS - 1))

/** A bit a mark. */
export type Marks = Uint8Array

/** A sheet that is written on anew for each item. */
export const newMarks = (): Marks => new Uint8Array((MARKS >> 3) + 1)

export const setMark = (marks: Marks, mark: number): void => {
  marks[mark >> 3] = (marks[mark >> 3] ?? 0) | (1 << (mark & 7))
}

export const hasMark = (marks: Marks, mark: number): boolean => ((marks[mark >> 3] ?? 0) & (1 << (mark & 7))) !== 0

/** Without a branch between the two: of many that are asked nearly none has either. */
export const hasEither = (marks: Marks, one: number, other: number): boolean =>
  (((marks[one >> 3] ?? 0) >> (one & 7)) | ((marks[other >> 3] ?? 0) >> (other & 7))) % 2 === 1

export const clearMarks = (marks: Marks): void => {
  marks.fill(0)
  setMark(marks, NO_MARK)
}
