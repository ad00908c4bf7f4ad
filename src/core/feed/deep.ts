// Tags below the depth that is kept: counted by name, so that a closing tag further up ends them all.

/** Tags of one name that lie in each other with nothing between. */
type Run = { readonly name: string; times: number }

export class Deep {
  readonly #runs: Run[] = []
  /** Runs of a name. */
  readonly #counts = new Map<string, number>()

  open(name: string): void {
    const last = this.#runs.at(-1)
    if (last?.name === name) {
      last.times++
      return
    }
    this.#runs.push({ name, times: 1 })
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** Whether the closing tag belonged to one of them. */
  close(name: string): boolean {
    let last = this.#runs.at(-1)
    if (last === undefined) return false
    if ((this.#counts.get(name) ?? 0) === 0) {
      this.#runs.length = 0
      this.#counts.clear()
      return false
    }
    for (; last !== undefined && last.name !== name; last = this.#runs.at(-1)) this.#endRun(last.name)
    if (last !== undefined && --last.times === 0) this.#endRun(name)
    return true
  }

  #endRun(name: string): void {
    this.#runs.pop()
    this.#counts.set(name, (this.#counts.get(name) ?? 1) - 1)
  }
}
