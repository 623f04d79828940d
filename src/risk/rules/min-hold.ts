import type { RiskRule } from '../risk-rule.ts'

/**
 * A strategy leaves no position, and turns none around, before it was held for `holdMs`: those who change their mind at every bar pay for
 * each change. It does not limit entries.
 */
export function minHold(holdMs: number): RiskRule {
  return {
    name: 'min_hold',
    largest: () => Number.POSITIVE_INFINITY,
    explain: () => 'it limits exits, not entries',
    holds(openedAt, at) {
      const heldMs = at - openedAt
      if (heldMs >= holdMs) return undefined
      return `the position was opened ${minutes(heldMs)} minutes ago and is held for ${minutes(holdMs)} at least`
    },
  }
}

/** Rounded down: what is not over yet does not read as if it were. */
function minutes(ms: number): number {
  return Math.floor(ms / 600) / 100
}
