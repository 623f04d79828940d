import type { Target } from '../core/order.ts'

/** The targets of a signal that names none: 1R, 2R and 3R, which close 50, 30 and 20 % of the position. */
export const STANDARD_TARGETS: readonly Target[] = [
  { r: 1, share: 0.5 },
  { r: 2, share: 0.3 },
  { r: 3, share: 0.2 },
]
