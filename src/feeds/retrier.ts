import { setTimeout as sleep } from 'node:timers/promises'
import { PlimsollError } from '../core/errors.ts'
import { RequestFailure } from './request-failure.ts'

/** A request failed and will be made again. */
export interface Retry {
  readonly reason: string
  readonly waitMs: number
  /** Of this request, from 1 on. */
  readonly attempt: number
}

export interface RetrierOptions {
  /** Of one request. */
  readonly maxRetries?: number
  /** Of all requests together: a source that fails again and again is not worth a day of trying. */
  readonly maxRetriesInAll?: number
  /** The wait before the first retry is up to this, and doubles. */
  readonly firstWaitMs?: number
  readonly maxWaitMs?: number
  readonly signal?: AbortSignal | undefined
  readonly onRetry?: ((retry: Retry) => void) | undefined
  /** In [0, 1). */
  readonly random?: () => number
}

/**
 * Makes a request again while its failure is one that passes: with waits that double, a random part of each, so that many clients do not
 * come back at once, and never before the exchange wants it.
 */
export class Retrier {
  readonly #options: Required<Pick<RetrierOptions, 'maxRetries' | 'maxRetriesInAll' | 'firstWaitMs' | 'maxWaitMs'>> &
    Pick<RetrierOptions, 'signal' | 'onRetry'>
  readonly #random: () => number
  #retries = 0

  constructor({ random = Math.random, ...options }: RetrierOptions = {}) {
    this.#options = { maxRetries: 6, maxRetriesInAll: 100, firstWaitMs: 1000, maxWaitMs: 60_000, ...options }
    this.#random = random
  }

  /** @throws PlimsollError when the failure does not pass; what `signal` was aborted with when it was */
  async run<T>(request: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      this.#options.signal?.throwIfAborted()
      try {
        return await request()
      } catch (error) {
        if (!(error instanceof RequestFailure)) throw error
        await this.#waitOrGiveUp(error, attempt)
      }
    }
  }

  async #waitOrGiveUp(failure: RequestFailure, attempt: number): Promise<void> {
    const { maxRetries, maxRetriesInAll, maxWaitMs, signal, onRetry } = this.#options
    if (!failure.isPassing) throw giveUp(failure, failure.message)
    if (attempt > maxRetries) throw giveUp(failure, `${failure.message} (${attempt} attempts)`)
    if (this.#retries >= maxRetriesInAll) throw giveUp(failure, `${failure.message} (${this.#retries} retries in all)`)
    const { retryAfterMs = 0 } = failure
    if (retryAfterMs > maxWaitMs) {
      throw giveUp(failure, `${failure.message}; it wants no request for ${Math.ceil(retryAfterMs / 1000)} s`)
    }
    this.#retries++
    const waitMs = Math.ceil(retryAfterMs + this.#backoff(attempt))
    onRetry?.({ reason: failure.message, waitMs, attempt })
    await sleep(waitMs, undefined, { signal }).catch(() => signal?.throwIfAborted())
  }

  /** Between half and the whole of a wait that doubles. */
  #backoff(attempt: number): number {
    const { firstWaitMs, maxWaitMs } = this.#options
    return Math.min(firstWaitMs * 2 ** (attempt - 1), maxWaitMs) * (0.5 + this.#random() / 2)
  }
}

function giveUp(failure: RequestFailure, message: string): PlimsollError {
  return new PlimsollError('io', message, failure.cure, { cause: failure })
}
