import type { Candidate, Handler } from '../universe.ts'

/** The symbols that a person chose, in their order. */
export function staticList({ symbols }: { readonly symbols: readonly string[] }): Handler {
  return {
    name: 'static',
    apply: (candidates) => {
      const bySymbol = new Map(candidates.map((candidate) => [candidate.symbol, candidate]))
      return [...new Set(symbols)]
        .map((symbol) => bySymbol.get(symbol))
        .filter((candidate): candidate is Candidate => candidate !== undefined)
    },
    explain: ({ symbol }) => `${symbol}: is not in the list of ${symbols.length}, which starts with ${symbols[0]}`,
  }
}
