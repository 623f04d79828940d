const SHOWN = '[secret]'

/** A value this short would be half told by its last letters. */
const SHORTEST_WITH_ENDING = 16

/**
 * A text that must never be seen: an exchange key, a password. However it is printed it reads `[secret]`, a copy of it is empty, and
 * only `reveal` gives the text, so that every place that does is found by its name.
 * @example new Secret('hunter2') // in a template, as JSON, in a log: [secret]
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The text itself. Hand it to what needs it and keep it nowhere. */
  reveal(): string {
    return this.#value
  }

  /** What a person tells keys apart by; nothing of a value that is shorter than 16 letters. */
  get lastFour(): string {
    return this.#value.length < SHORTEST_WITH_ENDING ? '' : this.#value.slice(-4)
  }

  toString(): string {
    return SHOWN
  }

  toJSON(): string {
    return SHOWN
  }

  [Symbol.toPrimitive](): string {
    return SHOWN
  }

  /** What `console.log` and `util.inspect` show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return SHOWN
  }
}
