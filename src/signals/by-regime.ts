import type { ParamSpecs } from '../core/params.ts'
import type { Lines } from '../indicators/lines.ts'
import { REGIME_NAMES, regime } from '../indicators/trend/regime.ts'
import type { StrategyDefinition } from '../strategies/strategy.ts'

/**
 * The strategy, active only in the regimes that it is made for: elsewhere it proposes no entries. What it says about leaving is heard in
 * every regime, and while the regime is not known yet it is active. One that is made for any market stays as it is.
 */
export function activeByRegime<S extends ParamSpecs>(definition: StrategyDefinition<S>): StrategyDefinition<S> {
  const { regimes, indicators, build } = definition
  if (regimes === undefined) return definition
  return {
    ...definition,
    indicators: { ...indicators, [LINE]: regime },
    build(tools) {
      const decide = build.call(definition, tools)
      const now = (tools.lines as unknown as Lines<{ [LINE]: typeof regime }>)[LINE]()
      return (bar) => {
        const said = decide(bar)
        if (said === undefined || said.side === 'flat') return said
        const name = REGIME_NAMES[now.at(bar)]
        return name === undefined || regimes.includes(name) ? said : undefined
      }
    },
  }
}

/** Under a name that no strategy uses, so that it hides none of its own indicators. */
const LINE = 'regime of the market'
