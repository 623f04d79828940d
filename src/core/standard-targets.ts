import type { Target } from './order.ts'

/** The targets of a signal that asks for none of its own: 1R, 2R and 3R, which close 50, 30 and 20 % of the position. */
export const STANDARD_TARGETS: readonly Target[] = [
  { r: 1, share: 0.5 },
  { r: 2, share: 0.3 },
  { r: 3, share: 0.2 },
]

/** The farthest of them. */
const FARTHEST_R = 3

/** Whether the standard targets of a position of this side lie above a price of 0. */
export function hasRoomForTargets(side: 'long' | 'short', price: number, stopDistance: number): boolean {
  return side === 'long' || FARTHEST_R * stopDistance < price
}
