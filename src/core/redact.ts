import type { Secret } from './secret.ts'
import { formsOf, SHORTEST_SECRET } from './secret-forms.ts'
import { redactPatterns } from './secret-patterns.ts'

/**
 * Removes secrets from texts: values that it was told, in every form of `formsOf`, and whatever looks like a key, a signature or a
 * password. The time for a text does not grow with the number of secrets.
 */
export class Redactor {
  /** Forms by a number made of their first letters, the longest first. */
  readonly #forms = new Map<number, string[]>()

  /** From now on `redact` removes this value. A value of fewer than 6 letters would blank ordinary words and is not looked for. */
  add(secret: Secret): void {
    for (const form of formsOf(secret.reveal())) {
      const start = startOf(form, 0)
      const known = this.#forms.get(start) ?? []
      if (known.includes(form)) continue
      this.#forms.set(
        start,
        [...known, form].sort((a, b) => b.length - a.length),
      )
    }
  }

  /** The text with `[secret]` in the place of each secret. */
  redact(text: string): string {
    return redactPatterns(this.#forms.size === 0 ? text : this.#redactKnown(text))
  }

  #redactKnown(text: string): string {
    let done = ''
    let from = 0
    for (let at = 0; at + SHORTEST_SECRET <= text.length; at++) {
      const form = this.#forms.get(startOf(text, at))?.find((known) => text.startsWith(known, at))
      if (form === undefined) continue
      done += `${text.slice(from, at)}[secret]`
      from = at + form.length
      at = from - 1
    }
    return done + text.slice(from)
  }
}

function startOf(text: string, at: number): number {
  let start = 0
  for (let i = at; i < at + SHORTEST_SECRET; i++) start = (Math.imul(start, 31) + text.charCodeAt(i)) | 0
  return start
}

/** One for the whole process: a secret that any part has seen must not come out of another. */
const known = new Redactor()

/** Tells `redactText` of a secret. Whoever takes one in (the vault, a prompt, the environment) calls this before passing it on. */
export function registerSecret(secret: Secret): void {
  known.add(secret)
}

/**
 * The text with `[secret]` in the place of each registered secret and of all that looks like one. For everything that leaves the
 * process as text: logs, errors, messages.
 * @example redactText('GET /order?signature=9f86d081884c7d659a2feaa0c55ad015') // 'GET /order?signature=[secret]'
 */
export function redactText(text: string): string {
  return known.redact(text)
}
