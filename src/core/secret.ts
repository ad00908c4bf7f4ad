// A value that must never be printed by accident: every way of turning it into text shows the mask.

const MASK = '[secret]'

export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The one way to the value; call it only where the value is used. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }
}

/**
 * Host and last four characters of an address: enough for its owner to recognise it, too little to use it.
 * Anything that is no URL gives the mask.
 */
export const maskUrl = (url: string): string => (URL.canParse(url) ? `${new URL(url).host}/…${url.slice(-4)}` : MASK)
