import type { AccountView, ProposedEntry, RiskRule } from './risk-rule.ts'

/** What one rule says of an entry. */
export interface RuleVerdict {
  readonly rule: string
  /** `limits`: the tightest of rules that all allow something, which decides. `allows`: it allows more, or it does not care. */
  readonly verdict: 'refuses' | 'limits' | 'allows'
  /** The largest quantity that it allows, in contracts and before lots; Infinity when it does not care. */
  readonly largest: number
  /** Why it allows no more; absent when it does not care. */
  readonly reason?: string
}

/**
 * What every rule says of an entry, in their order, also behind one that refuses: for those who want to know all that stands in the way.
 * What comes of it says `sizeEntry`, which asks no further than the first refusal.
 */
export function ruleVerdicts(entry: ProposedEntry, rules: readonly RiskRule[], account: AccountView): RuleVerdict[] {
  const sizes = rules.map((rule) => rule.largest(entry, account))
  const tightest = tightestOf(sizes)
  return rules.map((rule, k) => {
    const largest = sizes[k] as number
    return {
      rule: rule.name,
      verdict: refuses(largest) ? 'refuses' : k === tightest ? 'limits' : 'allows',
      largest,
      ...(largest !== Number.POSITIVE_INFINITY && { reason: rule.explain(entry, account) }),
    }
  })
}

/** A rule that gives no number refuses as well. */
function refuses(largest: number): boolean {
  return !(largest > 0)
}

/** The place of the smallest size, the first of several; -1 when no rule cares, or one gives no number. */
function tightestOf(sizes: readonly number[]): number {
  const smallest = Math.min(...sizes)
  return smallest === Number.POSITIVE_INFINITY ? -1 : sizes.indexOf(smallest)
}
