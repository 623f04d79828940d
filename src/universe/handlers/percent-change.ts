import { changeOver } from '../change.ts'
import { hoursSpan } from '../closed-bars.ts'
import { measured } from '../measured.ts'
import type { Handler } from '../universe.ts'

interface PercentChangeOptions {
  readonly hours: number
  readonly minPct?: number | undefined
  readonly maxPct?: number | undefined
  readonly order: 'ascending' | 'descending'
  readonly top?: number | undefined
}

/** What moved within limits over the last hours, in the order of the change. */
export function percentChange({ hours, minPct, maxPct, order, top }: PercentChangeOptions): Handler {
  return measured('percentChange', changeOver(hoursSpan(hours), 'change'), { min: minPct, max: maxPct, order, top })
}
