import { refuseStatus, summary } from './refuse-status.ts'
import { passing } from './request-failure.ts'

/** The list of markets of a large exchange has 20 MB; more than this is no answer that anyone needs. */
const MAX_BODY_BYTES = 128 * 1024 * 1024

export interface PublicRequestOptions {
  /** For messages. */
  readonly exchange: string
  /** From the first byte that is sent to the last that is received. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  readonly now: () => number
}

/** An answer that was 200 and JSON. */
export interface PublicAnswer {
  readonly json: unknown
  /** When it was asked for, by our clock. */
  readonly sentAt: number
  /** The same by the clock of the exchange, or earlier; undefined when it does not say its time. */
  readonly serverAt: number | undefined
}

/**
 * What ccxt sends its requests through. Every answer is read to its end within one bound of time and size and judged by its status
 * before ccxt sees it, because ccxt takes a truncated or foreign answer for a bug or, worse, for no candles.
 */
export class PublicRequests {
  /** The newest answer. Requests are made one after the other. */
  last: PublicAnswer = { json: undefined, sentAt: Number.NEGATIVE_INFINITY, serverAt: undefined }
  readonly #options: PublicRequestOptions

  constructor(options: PublicRequestOptions) {
    this.#options = options
  }

  /** In the form of `fetch`; throws `RequestFailure`, or whatever `signal` was aborted with. */
  readonly fetch = async (
    url: string,
    { method, headers }: { method: string; headers: Record<string, string> },
  ): Promise<Response> => {
    const { exchange, now, signal } = this.#options
    const sentAt = now()
    const { response, body } = await this.#receive(url, { method, headers })
    const { status } = response
    if (status !== 200) {
      signal?.throwIfAborted()
      throw refuseStatus({ exchange, status, retryAfter: response.headers.get('retry-after'), body, now: now() })
    }
    // What is in an answer may be as old as its question: the exchange writes its date when it has done with it.
    const serverAt = Date.parse(response.headers.get('date') ?? '') - (now() - sentAt)
    this.last = { json: this.#parse(body), sentAt, serverAt: Number.isNaN(serverAt) ? undefined : serverAt }
    return new Response(body, { status, headers: { 'content-type': 'application/json' } })
  }

  async #receive(url: string, init: RequestInit): Promise<{ response: Response; body: string }> {
    const { exchange, timeoutMs, signal } = this.#options
    const deadline = AbortSignal.timeout(timeoutMs)
    try {
      const both = signal === undefined ? deadline : AbortSignal.any([signal, deadline])
      const response = await fetch(url, { ...init, redirect: 'manual', signal: both })
      return { response, body: await readText(response) }
    } catch (error) {
      signal?.throwIfAborted()
      if (deadline.aborted) throw passing(`${exchange} does not answer within ${timeoutMs} ms`, { cause: error })
      throw passing(`the connection to ${exchange} failed: ${innermost(error)}`, { cause: error })
    }
  }

  #parse(body: string): unknown {
    try {
      return JSON.parse(body)
    } catch (error) {
      throw passing(`${this.#options.exchange} answers 200, but no JSON:${summary(body) || ' nothing'}`, {
        cause: error,
      })
    }
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new Error(`the answer has more than ${MAX_BODY_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** `fetch failed` hides what went wrong in its causes. */
function innermost(error: unknown): string {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  return inner instanceof Error ? inner.message : String(inner)
}
