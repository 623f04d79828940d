import { HISTORY_EXCHANGES, HISTORY_MARKETS } from '../../feeds/history-exchanges.ts'
import type { LakeKey } from '../../store/lake/lake-key.ts'
import type { Provenance } from '../../store/lake/provenance.ts'
import type { Span } from '../../store/lake/spans.ts'

const DAY_MS = 86_400_000

/** What a person types to download these times; undefined for candles that cannot be downloaded. */
export function downloadCommand(
  { exchange, market, symbol, timeframe }: LakeKey,
  provenance: Provenance,
  { from, to, datadir }: Span & { readonly datadir: string },
): string | undefined {
  const isKnown = HISTORY_EXCHANGES.some((one) => one === exchange) && HISTORY_MARKETS.some((one) => one === market)
  if (!isKnown || provenance !== 'real') return undefined
  const days = `${dayOf(from)}-${dayOf(to + DAY_MS - 1)}`
  const flags = { exchange, market, symbol, timeframe, timerange: days, datadir }
  const words = Object.entries(flags).map(([name, value]) => `--${name} ${quoted(value)}`)
  return `plimsoll data download ${words.join(' ')}`
}

/** As `--timerange` takes it. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
}

function quoted(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
