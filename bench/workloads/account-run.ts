import { resolveParams } from '../../src/core/params.ts'
import type { Bars } from '../../src/market/bars.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import { strategies } from '../../src/strategies/catalogue.ts'
import type { RunStrategy, StrategyDefinition } from '../../src/strategies/strategy.ts'
import { crossRun } from './w2.ts'

/** The first of the catalogue, without those that hold the market for ever: beside them nobody else trades on the same account. */
export function firstTraders(count: number): readonly StrategyDefinition[] {
  const traders = strategies.filter(({ sizing }) => sizing !== 'share').slice(0, count)
  if (traders.length < count) throw new Error(`the catalogue has ${traders.length} strategies that trade, not ${count}`)
  return traders
}

/** Strategies on one account and one market, with the rules of W2. The account is so large that nobody loses it: whoever does stops working. */
export function accountRun(definitions: readonly StrategyDefinition[], bars: Bars): RunOptions {
  return { ...crossRun([bars], 1), strategies: definitions.map(withDefaults), capital: 1e9 }
}

function withDefaults(definition: StrategyDefinition): RunStrategy {
  return { definition, params: resolveParams(definition.params, {}, `strategy ${definition.name}`) }
}
