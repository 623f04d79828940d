import { PlimsollError } from '../core/errors.ts'
import type { SeriesName } from '../market/series.ts'
import { neededSeries } from '../strategies/needed-series.ts'
import type { StrategyDefinition } from '../strategies/strategy.ts'
import type { FoundStrategy } from './load-strategy.ts'
import { timeGuard } from './time-guard.ts'

/** Everything that a strategy declares, and what it needs beside candles. */
export interface StrategyFacts {
  readonly name: string
  readonly about: string
  readonly timeframe: string
  /** Any when empty. */
  readonly regimes: readonly string[]
  readonly invalidation: string | undefined
  readonly baseline: boolean
  readonly sizing: string
  readonly params: StrategyDefinition['params']
  /** As `lines` calls them. */
  readonly indicators: readonly string[]
  readonly needs: readonly SeriesName[]
  readonly file: string | undefined
}

/** @throws PlimsollError `strategy` when its `build` throws, or does not come back */
export function factsOf({ definition, file }: FoundStrategy): StrategyFacts {
  const { name, about, timeframe, regimes = [], invalidation, baseline = false, sizing = 'risk', params } = definition
  const indicators = Object.keys(definition.indicators ?? {})
  const needs = file === undefined ? neededSeries(definition) : neededByOwn(definition)
  return { name, about, timeframe, regimes, invalidation, baseline, sizing, params, indicators, needs, file }
}

/** The code of a user may never come back. */
function neededByOwn(definition: StrategyDefinition): SeriesName[] {
  try {
    return timeGuard()(() => neededSeries(definition))
  } catch (error) {
    if (error instanceof PlimsollError) throw error
    const what = error instanceof Error ? error.message : String(error)
    const message = `strategy ${definition.name} threw ${what} in build`
    throw new PlimsollError('strategy', message, 'Mend the strategy.', { cause: error })
  }
}

/** The flag that brings a series along, and the column of its file. */
export function sourceOf(series: SeriesName): { readonly flag: string; readonly column: string } {
  const column = series.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return { flag: series === 'fundingRate' ? '--funding-file' : '--series-file', column }
}
