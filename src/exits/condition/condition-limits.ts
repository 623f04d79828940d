import { PlimsollError } from '../../core/errors.ts'
import type { Condition, Value } from './condition.ts'

/** Longest text, in characters (UTF-16 units), as typed and as `conditionText` writes it. */
export const MAX_TEXT_LENGTH = 500
/** Deepest nesting, of parentheses in the text and of parts in the condition. */
export const MAX_DEPTH = 20
/** Most parts: every and, or, not, comparison, operator and value counts. */
export const MAX_PARTS = 50
/** Most bars that `for N bars` looks back. A session must keep more bars than that. */
export const MAX_BARS = 500

/** @throws PlimsollError `usage` when `condition` has more parts or is deeper than a person could follow */
export function refuseTooLarge(condition: Condition): void {
  const parts = countParts(condition, 1)
  if (parts <= MAX_PARTS) return
  throw new PlimsollError(
    'usage',
    `the condition has more than ${MAX_PARTS} parts`,
    'Leave some of it out, or make two conditions of it.',
  )
}

/** Stops counting when there are too many, so that the answer is a little more than the limit at most. */
function countParts(part: Condition | Value, depth: number): number {
  if (depth > MAX_DEPTH) {
    throw new PlimsollError('usage', `the condition is nested deeper than ${MAX_DEPTH} parts`, 'Take parentheses away.')
  }
  let parts = 1
  for (const inner of innerParts(part)) {
    parts += countParts(inner, depth + 1)
    if (parts > MAX_PARTS) break
  }
  return parts
}

function innerParts(part: Condition | Value): readonly (Condition | Value)[] {
  switch (part.type) {
    case 'and':
    case 'or':
      return part.conditions
    case 'not':
      return [part.condition]
    case 'comparison':
    case 'arithmetic':
      return [part.left, part.right]
    case 'negative':
      return [part.value]
    default:
      return []
  }
}
