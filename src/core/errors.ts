/** What kind of thing went wrong, so that callers and the exit code need not read the text. */
export type ErrorCode =
  | 'usage' // the command line or a parameter is wrong: exit code 2
  | 'data' // a file or a value in it cannot be used
  | 'strategy' // a strategy broke its contract
  | 'io' // the outside world failed: disk full, no such file, permission

/**
 * A failure that a person can act on. `message` names the place and the value, `cure` says what to do.
 * @example throw new PlimsollError('data', 'btc.csv line 7: open "abc" is not a number', 'Correct the line or delete it.')
 */
export class PlimsollError extends Error {
  override readonly name = 'PlimsollError'
  readonly code: ErrorCode
  readonly cure: string

  constructor(code: ErrorCode, message: string, cure: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.cure = cure
  }
}
