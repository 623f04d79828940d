import type { RawCondition } from './raw-condition.ts'

// The types of condition-parser.js, which `npm run grammar` writes from condition.peggy.

/** @throws SyntaxError (the one below) where `text` does not follow the grammar */
export function parse(text: string): RawCondition

declare class ParserSyntaxError extends Error {
  readonly location: { readonly start: { readonly offset: number } }
  /** What could have stood there instead. */
  readonly expected: readonly Expectation[]
}

type Expectation =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'other'; readonly description: string }
  | { readonly type: 'class' | 'any' | 'end' }

export { ParserSyntaxError as SyntaxError }
