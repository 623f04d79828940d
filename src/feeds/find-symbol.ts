import { PlimsollError } from '../core/errors.ts'
import { parseSymbol } from '../core/instrument.ts'
import { nearestName } from '../core/nearest.ts'
import type { HistoryMarket } from './history-exchanges.ts'

/** How many names are offered for one that is not known. */
const OFFERED = 3

/**
 * The symbol that a person means: `btc/usdt` is BTC/USDT on a spot market and the perpetual BTC/USDT:USDT among swaps.
 * @param known the symbols that the exchange has on that market
 */
export function findSymbol(given: string, market: HistoryMarket, exchange: string, known: ReadonlySet<string>): string {
  const { base, quote, kind } = parseSymbol(given.toUpperCase())
  if (market === 'spot' && kind === 'linear') {
    throw new PlimsollError(
      'usage',
      `"${given}" is a perpetual, not a spot market`,
      `Write ${base}/${quote}, or give --market swap.`,
    )
  }
  const symbol = market === 'spot' ? `${base}/${quote}` : `${base}/${quote}:${quote}`
  if (known.has(symbol)) return symbol
  throw new PlimsollError('usage', `${exchange} has no ${market} market "${symbol}"`, offer(symbol, known))
}

function offer(symbol: string, known: ReadonlySet<string>): string {
  const left = new Set(known)
  const offered: string[] = []
  while (offered.length < OFFERED) {
    const nearest = nearestName(symbol, left)
    if (nearest === undefined) break
    offered.push(nearest)
    left.delete(nearest)
  }
  if (offered.length === 0) return `It has ${known.size} of them; check the name of the asset.`
  return `Did you mean ${offered.join(' or ')}?`
}
