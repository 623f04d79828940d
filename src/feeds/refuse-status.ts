import { formatTime } from '../market/format-time.ts'
import { final, passing, type RequestFailure } from './request-failure.ts'

/** An answer that is not 200: what it was, and from whom. */
export interface BadAnswer {
  readonly exchange: string
  readonly status: number
  readonly retryAfter: string | null
  readonly body: string
  readonly now: number
}

/** When an exchange bans without saying how long, this is how long a ban of Binance lasts at least. */
const SHORTEST_BAN_MS = 2 * 60_000

/** What an HTTP status means for whoever asks for public data. */
export function refuseStatus({ exchange, status, retryAfter, body, now }: BadAnswer): RequestFailure {
  const retryAfterMs = parseRetryAfter(retryAfter, now)
  const said = `${exchange} answers ${status}${summary(body)}`
  if (status === 429) return passing(`${said}: too many requests`, { retryAfterMs })
  if (status === 408 || status >= 500) return passing(said, { retryAfterMs })
  if (status === 418) return banned(exchange, now, retryAfterMs)
  if (status === 451 || status === 403) {
    const cure =
      'It may refuse this place or this address: choose another --exchange, or name a host that it answers (--exchange-url).'
    return final(said, cure)
  }
  if (status >= 300 && status < 400)
    return final(`${said}: it wants to send us elsewhere`, 'Name the host itself with --exchange-url.')
  return final(said, 'Check --symbol, --timeframe and --timerange.')
}

/** Asking again within a ban makes it longer, so this is the end; people need to know until when. */
function banned(exchange: string, now: number, retryAfterMs: number | undefined): RequestFailure {
  const span = `${Math.ceil((retryAfterMs ?? SHORTEST_BAN_MS) / 1000)} s`
  const until = formatTime(Math.ceil((now + (retryAfterMs ?? SHORTEST_BAN_MS)) / 1000) * 1000)
  const howLong =
    retryAfterMs === undefined ? `it does not say how long, at least ${span}` : `for ${span}, until ${until} UTC`
  return final(
    `${exchange} has banned this address (418): ${howLong}`,
    'Wait until then; requests within a ban make it longer. The same command goes on where it stopped.',
  )
}

/** Seconds, or a date as HTTP writes it; undefined when it is neither. */
export function parseRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000
  // Every date of HTTP ends so; without it a -5 would be read as a year.
  const at = text.endsWith('GMT') ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** The start of what the exchange says, on one line. */
export function summary(body: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a stranger must not reach a terminal
  const line = body.replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim()
  if (line === '') return ''
  return ` ${line.length > 160 ? `${line.slice(0, 160)}...` : line}`
}
