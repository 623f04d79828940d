import type { ConditionBook } from '../engine/condition-watch.ts'
import { type BoundCondition, bindAt } from '../exits/condition/bind-condition.ts'
import { parseCondition } from '../exits/condition/parse-condition.ts'
import type { LineSource } from '../indicators/indicator.ts'
import type { Indicators } from '../indicators/lines.ts'

/**
 * Reads conditions over the columns of each market; each text is read once a market.
 * @param always conditions that close any position
 * @param indicators what conditions can name, the namespace of the catalogue: not imported here, because few runs have conditions
 */
export function conditionBook(
  always: readonly string[],
  indicators: Indicators,
  columns: readonly LineSource[],
): ConditionBook {
  const tests = columns.map(() => new Map<string, BoundCondition>())
  const book: ConditionBook = {
    always,
    test(market, text) {
      const known = tests[market]?.get(text)
      if (known !== undefined) return known
      const test = bindAt(parseCondition(text, indicators), indicators, columns[market] as LineSource)
      tests[market]?.set(text, test)
      return test
    },
  }
  // Now, so that a mistake stops the run before it begins, and their lines are there from the first bar on.
  for (const text of always) for (const market of columns.keys()) book.test(market, text)
  return book
}
