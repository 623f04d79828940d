import {
  DOUBLE,
  FALSE,
  INTEGER,
  KNOWN_SHAPE,
  KNOWN_TEXT,
  LIST,
  NEW_SHAPE,
  NEW_TEXT,
  NOTHING,
  NULL,
  TRUE,
} from './packed-words.ts'

/** Words that nothing packed: they were written by another program. */
export class UnpackError extends Error {}

/** Turns the packed events of one frame, first to last, into lines of JSON. */
export class EventUnpacker {
  readonly #bytes: Buffer
  readonly #words: Uint32Array
  readonly #doubles = new Float64Array(1)
  readonly #halves = new Uint32Array(this.#doubles.buffer)
  /** As JSON has them, in quotes. */
  readonly #texts: string[] = []
  /** The names of each shape, as JSON has them. */
  readonly #shapes: (readonly string[])[] = []
  #at = 0
  #end = 0

  /** @param buffer holds the frame; it begins at a multiple of 4 bytes of its memory */
  constructor(buffer: Buffer) {
    this.#bytes = buffer
    this.#words = new Uint32Array(buffer.buffer, buffer.byteOffset, buffer.length >> 2)
  }

  /**
   * What `JSON.stringify` gave for the event that was packed into the `bytes` bytes from `at` on, both multiples of 4.
   * @throws UnpackError
   */
  unpack(at: number, bytes: number): string {
    this.#at = at / 4
    this.#end = this.#at + bytes / 4
    const text = this.#value()
    if (text === undefined || this.#at !== this.#end) throw new UnpackError('more or less than one event')
    return text
  }

  /** Undefined for a field that is left out. */
  #value(): string | undefined {
    const word = this.#next()
    const amount = word >>> 3
    switch (word & 7) {
      case INTEGER:
        return String((word | 0) >> 3)
      case DOUBLE:
        return this.#double()
      case KNOWN_TEXT:
        return known(this.#texts, amount)
      case NEW_TEXT:
        return this.#text(amount)
      case LIST:
        return this.#list(amount)
      case KNOWN_SHAPE:
        return this.#object(known(this.#shapes, amount))
      case NEW_SHAPE:
        return this.#object(this.#shape(amount))
      default:
        return literal(word)
    }
  }

  #double(): string {
    this.#halves[0] = this.#next()
    this.#halves[1] = this.#next()
    return JSON.stringify(this.#doubles[0])
  }

  #text(bytes: number): string {
    const at = this.#at * 4
    this.#skip((bytes + 3) >> 2)
    const text = JSON.stringify(this.#bytes.toString('utf8', at, at + bytes))
    this.#texts.push(text)
    return text
  }

  #list(count: number): string {
    let text = '['
    for (let k = 0; k < count; k++) text += (k === 0 ? '' : ',') + this.#present()
    return `${text}]`
  }

  #shape(count: number): readonly string[] {
    const names: string[] = []
    this.#shapes.push(names)
    for (let k = 0; k < count; k++) names.push(this.#present())
    return names
  }

  #object(names: readonly string[]): string {
    let text = '{'
    for (const name of names) {
      const value = this.#value()
      if (value !== undefined) text += `${text === '{' ? '' : ','}${name}:${value}`
    }
    return `${text}}`
  }

  #present(): string {
    return this.#value() ?? unreadable()
  }

  #next(): number {
    this.#skip(1)
    return this.#words[this.#at - 1] as number
  }

  #skip(words: number): void {
    this.#at += words
    if (this.#at > this.#end) unreadable()
  }
}

function literal(word: number): string | undefined {
  if (word === NULL) return 'null'
  if (word === TRUE) return 'true'
  if (word === FALSE) return 'false'
  return word === NOTHING ? undefined : unreadable()
}

function known<T>(table: readonly T[], number: number): T {
  return table[number] ?? unreadable()
}

function unreadable(): never {
  throw new UnpackError('words that were not packed')
}
