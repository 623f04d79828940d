/** What JSON can hold. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue }

/** Takes secrets out of a text. */
export type Redact = (text: string) => string

const CHARACTERS_MAX = 8000
const DEPTH_MAX = 6
const VALUES_MAX = 2000
/** A text under such a name is a secret whatever it looks like. Numbers are not: `tokens: 1200` is a count. */
const SECRET_NAME =
  /secret|passw|passphrase|pass_?code|(?:api|access|private)[-_]?key|token|authori[sz]ation|cookie|mnemonic|signature|\bsign$/i

/**
 * Any value as one that JSON can hold, of bounded size, with every text redacted. It never throws: what cannot be read is said to be
 * so in its place, because a log must not stop whom it serves.
 */
export function plainValue(value: unknown, redact: Redact): PlainValue {
  return new Converter(redact).convert(value, 0)
}

/** The same for the fields of a line. */
export function plainFields(
  fields: Readonly<Record<string, unknown>>,
  redact: Redact,
): Readonly<Record<string, PlainValue>> {
  return new Converter(redact).entries(fields, 0)
}

/** A text without its secrets, cut where it is endless. */
export function plainText(text: string, redact: Redact): string {
  try {
    const safe = redact(text)
    const rest = safe.length - CHARACTERS_MAX
    return rest > 0 ? `${safe.slice(0, CHARACTERS_MAX)}… (${rest} more characters)` : safe
  } catch {
    return '[not shown: the redactor failed]' // the text may hold a secret, so it is not written at all
  }
}

class Converter {
  readonly #redact: Redact
  #valuesLeft = VALUES_MAX

  constructor(redact: Redact) {
    this.#redact = redact
  }

  convert(value: unknown, depth: number): PlainValue {
    if (this.#valuesLeft-- <= 0 || depth > DEPTH_MAX) return '[more]'
    switch (typeof value) {
      case 'string':
        return plainText(value, this.#redact)
      case 'number':
        return Number.isFinite(value) ? value : String(value)
      case 'boolean':
        return value
      case 'object':
        return value === null ? null : this.#object(value, depth)
      case 'undefined':
        return null
      default:
        return plainText(String(value), this.#redact)
    }
  }

  entries(value: object, depth: number): Record<string, PlainValue> {
    const plain: Record<string, PlainValue> = Object.create(null)
    for (const name of Object.keys(value)) {
      if (this.#valuesLeft <= 0) return { ...plain, more: '[more]' }
      const inner = this.#read(value, name)
      if (inner === undefined) continue
      const isSecret = SECRET_NAME.test(name) && isText(inner)
      plain[plainText(name, this.#redact)] = isSecret ? '[secret]' : this.convert(inner, depth + 1)
    }
    return plain
  }

  #object(value: object, depth: number): PlainValue {
    try {
      if (value instanceof Error) return this.entries(factsOfError(value), depth)
      if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
      if (Array.isArray(value)) return value.slice(0, this.#valuesLeft).map((item) => this.convert(item, depth + 1))
      if ('toJSON' in value && typeof value.toJSON === 'function') return this.convert(value.toJSON(), depth + 1)
      return this.entries(value, depth)
    } catch {
      return '[unreadable]' // a proxy or a toJSON of somebody else's that throws: the rest of the line still counts
    }
  }

  #read(value: object, name: string): unknown {
    try {
      return Reflect.get(value, name)
    } catch {
      return '[unreadable]' // a getter that throws
    }
  }
}

/** A text, or a list of some, as headers that were given twice are. */
function isText(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : Array.isArray(value) && value.some(isText)
}

/** `name` and `message` of an error are not enumerable, so JSON would show `{}`. */
function factsOfError(error: Error): Readonly<Record<string, unknown>> {
  const { name, message, cause, stack } = error
  return { ...error, name, message, cause, stack }
}
