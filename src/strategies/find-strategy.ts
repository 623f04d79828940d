import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { strategies } from './catalogue.ts'
import type { StrategyDefinition } from './strategy.ts'

/** The strategy that users call `name`. */
export function findStrategy(name: string): StrategyDefinition {
  const found = strategies.find((strategy) => strategy.name === name)
  if (found !== undefined) return found
  const known = strategies.map((strategy) => strategy.name)
  throw new PlimsollError('usage', `unknown strategy "${name}"`, didYouMean(name, known))
}
