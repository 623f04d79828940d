import type { Indicators } from '../../indicators/lines.ts'
import type { Condition } from './condition.ts'
import { MAX_DEPTH, MAX_TEXT_LENGTH, refuseTooLarge } from './condition-limits.ts'
import { SyntaxError as ParserSyntaxError, parse } from './condition-parser.js'
import { conditionText } from './condition-text.ts'
import { joinHyphens } from './known-names.ts'
import type { RawCondition } from './raw-condition.ts'
import { readCondition } from './read-condition.ts'
import { printable, refuseText } from './refuse-text.ts'

/**
 * Reads a condition that a person or a language model wrote: `ADX < 25`, `close < ema(50) on 1h for 2 bars`,
 * `rsi(14)@15m crosses below 50 or funding > 0.05%`. Whether its parameters are in range and its timeframes fit the market is
 * `checkCondition`'s to say.
 *
 * Case does not matter. `@1h` and `on 1h` behind a value bind it to a timeframe; `on 1h` behind a comparison (or behind parentheses)
 * binds all values in it that name none. `for 2 bars` behind a comparison: it held at each of the last 2 bars, of the smallest timeframe
 * that is in it. `not` binds weaker than a comparison with its `for`. `5%` is 0.05. `sma(volume, 20)` reads the volume.
 *
 * @param indicators by name, the namespace of the catalogue
 * @throws PlimsollError `usage`, with the text, the column and a cure, for every text that is no condition
 */
export function parseCondition(text: string, indicators: Indicators): Condition {
  if (text.length > MAX_TEXT_LENGTH) refuseLength(text, `${text.length} characters`)
  refuseDeep(text)
  const condition = readCondition(parseRaw(joinHyphens(text, indicators), text), text, indicators)
  refuseTooLarge(condition)
  // What is written down must be readable again.
  const { length } = conditionText(condition, indicators)
  if (length > MAX_TEXT_LENGTH) refuseLength(text, `${length} characters when it is written out`)
  return condition
}

function parseRaw(joined: string, text: string): RawCondition {
  try {
    return parse(joined)
  } catch (error) {
    if (!(error instanceof ParserSyntaxError)) throw error
    const at = error.location.start.offset
    const found = at < text.length ? `"${/^\w+|^./u.exec(printable(text.slice(at)))?.[0]}"` : 'the end'
    return refuseText(text, at, `${found} cannot stand here`, `${expectation(error)} ${EXAMPLE}`)
  }
}

const EXAMPLE = 'Example: close < ema(50) on 1h for 2 bars and not (rsi(14) > 50).'

function expectation({ expected }: ParserSyntaxError): string {
  const words = new Set<string>()
  for (const one of expected) {
    if (one.type === 'end') words.add('the end')
    else if (one.type === 'literal') words.add(one.text)
    else if (one.type === 'other') words.add(one.description)
  }
  return `Here can stand: ${[...words].sort((a, b) => (a < b ? -1 : 1)).join(', ')}.`
}

/** The parser calls itself for each parenthesis, so this bounds its stack. */
function refuseDeep(text: string): void {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    if (depth > MAX_DEPTH) refuseText(text, at, `more than ${MAX_DEPTH} open parentheses`, 'Take parentheses away.')
  }
}

function refuseLength(text: string, length: string): never {
  const problem = `${length}, at most ${MAX_TEXT_LENGTH} are read`
  return refuseText(`${text.slice(0, 60)} …`, 0, problem, 'Leave some of it out, or make two conditions of it.')
}
