/** So many keys are remembered one by one; beyond that everything counts as changed. */
const MAX_KEYS = 10_000

/**
 * What was set, deleted and invalidated while Redis was away. Redis must forget these keys before it is used again, or values from
 * before would come back.
 */
export class MissedChanges {
  #keys = new Set<string>()
  #prefixes = new Set<string>()

  addKey(key: string): void {
    this.#keys.add(key)
    if (this.#keys.size > MAX_KEYS) this.addPrefix('')
  }

  addPrefix(prefix: string): void {
    for (const known of this.#prefixes) if (prefix.startsWith(known)) return
    if (prefix === '' || this.#prefixes.size >= MAX_KEYS) {
      this.#keys.clear()
      this.#prefixes = new Set([''])
    } else this.#prefixes.add(prefix)
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0 && this.#prefixes.size === 0
  }

  /** Hands over what there is and begins anew. */
  take(): { readonly keys: readonly string[]; readonly prefixes: readonly string[] } {
    const taken = { keys: [...this.#keys], prefixes: [...this.#prefixes] }
    this.#keys = new Set()
    this.#prefixes = new Set()
    return taken
  }
}
