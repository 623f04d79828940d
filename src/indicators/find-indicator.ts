import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import * as indicators from './catalogue.ts'
import type { IndicatorDefinition } from './indicator.ts'

/** Every indicator, for those who treat them alike. */
export const allIndicators = Object.values(indicators) as unknown as readonly IndicatorDefinition[]

/** The indicator that users call `name`. */
export function findIndicator(name: string): IndicatorDefinition {
  const found = allIndicators.find((indicator) => indicator.name === name)
  if (found !== undefined) return found
  const known = allIndicators.map((indicator) => indicator.name)
  throw new PlimsollError('usage', `unknown indicator "${name}"`, didYouMean(name, known))
}
