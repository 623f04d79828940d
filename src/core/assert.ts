/** Throws when a fact that the code relies on does not hold. Stays on in production: a broken invariant must stop the engine. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message)
}

/** The same for paths that run often, where the message must not be built unless it is needed: `if (x < 0) fail(`…${x}`)`. */
export function fail(message: string): never {
  throw new AssertionError(message)
}

/** A bug in Plimsoll, never a mistake of the user or a fault of the outside world. */
class AssertionError extends Error {
  override readonly name = 'AssertionError'
}
