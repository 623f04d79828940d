import type { AbsentStrategy, ComparedStrategy, Comparison } from './comparison.ts'

/** The comparison as it is printed: figures, not paths. */
export function comparisonDocument({ symbols, timeframe, capital, sortedBy, ran, absent }: Comparison): object {
  return { symbols, timeframe, capital, sortedBy, strategies: [...ran.map(ranRow), ...absent.map(absentRow)] }
}

function ranRow({ strategy, summary, tradesHash, stoppedOn, isBaseline }: ComparedStrategy): object {
  return {
    strategy,
    summary,
    tradesHash,
    ...(isBaseline && { baseline: true }),
    ...(stoppedOn.length > 0 && { stoppedOn }),
  }
}

function absentRow({ strategy, status, reason }: AbsentStrategy): object {
  return status === 'stopped' ? { strategy, stopped: reason } : { strategy, leftOut: reason }
}
