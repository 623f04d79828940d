/** Why a request for public data came to nothing. It can be made again when `isPassing`: asking twice for the same page does no harm. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure'
  readonly isPassing: boolean
  /** The exchange wants no request for so long. */
  readonly retryAfterMs: number | undefined
  /** What a person can do about it. */
  readonly cure: string

  constructor(
    message: string,
    options: {
      readonly isPassing: boolean
      readonly cure: string
      readonly retryAfterMs?: number | undefined
      readonly cause?: unknown
    },
  ) {
    super(message, { cause: options.cause })
    this.isPassing = options.isPassing
    this.retryAfterMs = options.retryAfterMs
    this.cure = options.cure
  }
}

const LATER = 'Try again later: the same command goes on where it stopped.'

/** A failure that may be over in a moment. */
export function passing(
  message: string,
  details: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {},
): RequestFailure {
  return new RequestFailure(message, { isPassing: true, cure: LATER, ...details })
}

/** A failure that asking again would only repeat. */
export function final(message: string, cure: string, details: { readonly cause?: unknown } = {}): RequestFailure {
  return new RequestFailure(message, { isPassing: false, cure, ...details })
}
