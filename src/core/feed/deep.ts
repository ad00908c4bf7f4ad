// Tags below the depth that is kept: counted by name, so that a closing tag further up ends them all.

export class Deep {
  readonly #names: string[] = []
  readonly #counts = new Map<string, number>()

  open(name: string): void {
    this.#names.push(name)
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** Whether the closing tag belonged to one of them. */
  close(name: string): boolean {
    if (this.#names.length === 0) return false
    if ((this.#counts.get(name) ?? 0) === 0) {
      this.#names.length = 0
      this.#counts.clear()
      return false
    }
    for (let last = this.#names.pop(); last !== undefined; last = this.#names.pop()) {
      this.#counts.set(last, (this.#counts.get(last) ?? 1) - 1)
      if (last === name) break
    }
    return true
  }
}
