// Whether a page has anything left of what is wanted of it, so that the rest of it need not be read. A question costs what lies
// between here and the next of the words, and all questions together no more than each word once over the text.

export class Ahead {
  readonly #text: string
  readonly #words: string[]
  #next = -1

  constructor(text: string, words: Iterable<string>) {
    this.#text = text
    this.#words = [...words]
  }

  /** Whether one of the words stands at or behind a place; places must not go back. */
  from(at: number): boolean {
    while (this.#next < at) {
      const word = this.#words.at(-1)
      if (word === undefined) return false
      this.#next = this.#text.indexOf(word, at)
      if (this.#next < 0) this.#words.pop()
    }
    return true
  }
}
