import { changeOver } from '../change.ts'
import { daysSpan } from '../closed-bars.ts'
import { measured } from '../measured.ts'
import type { Handler } from '../universe.ts'

interface PerformanceOptions {
  readonly days: number
  readonly top?: number | undefined
  readonly minPct?: number | undefined
}

/** The markets with the best return over the last days, best first. */
export function performance({ days, top, minPct }: PerformanceOptions): Handler {
  return measured('performance', changeOver(daysSpan(days), 'return'), { min: minPct, order: 'descending', top })
}
