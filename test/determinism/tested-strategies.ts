import { resolveParams } from '../../src/core/params.ts'
import { fuseStrategies } from '../../src/signals/fused-strategy.ts'
import { strategies } from '../../src/strategies/catalogue.ts'
import type { StrategyDefinition } from '../../src/strategies/strategy.ts'

/** All of `members`, with their default parameters, as one. */
export function fusionOf(members: readonly StrategyDefinition[]): StrategyDefinition {
  return fuseStrategies(
    members.map((definition) => ({ definition, params: resolveParams(definition.params, {}, definition.name) })),
  )
}

/** What every proof about strategies holds for: those of the catalogue, and the fusion of them. */
export const testedStrategies: readonly StrategyDefinition[] = [...strategies, fusionOf(strategies)]
