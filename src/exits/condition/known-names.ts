import type { IndicatorDefinition } from '../../indicators/indicator.ts'
import type { Indicators } from '../../indicators/lines.ts'
import { BAR_FIELDS, type BarField } from './condition.ts'

/** The one of `known` that `name` means: any case, and with `_` and `-` or without. */
export function findName<N extends string>(name: string, known: readonly N[]): N | undefined {
  for (const candidate of known) if (candidate === name) return candidate
  const wanted = plain(name)
  return known.find((candidate) => plain(candidate) === wanted)
}

/** The price of the bar (or its volume) that `name` means: `Close`, `price`. */
export function findBarField(name: string): BarField | undefined {
  const word = plain(name)
  return findName(word === 'price' ? 'close' : word, BAR_FIELDS)
}

/** What `name` stands for in a record such as the catalogue: `rsi`, `Williams_R`, `funding`. */
export function findIndicatorName(name: string, indicators: Indicators): string | undefined {
  if (Object.hasOwn(indicators, name)) return name
  return findName(plain(name) === 'funding' ? 'fundingRate' : name, Object.keys(indicators))
}

/** The indicator that stands under `name` in a record such as the catalogue. */
export function definitionOf(indicators: Indicators, name: string): IndicatorDefinition | undefined {
  return Object.hasOwn(indicators, name) ? (indicators[name] as IndicatorDefinition) : undefined
}

/** Words joined by hyphens. Those behind a digit are none: `@1d-ema(5)` is a difference. */
const HYPHENATED = /(?<![a-z0-9_])[a-z][a-z0-9_]*(?:-[a-z][a-z0-9_]*)+/gi
/** No name has more words. */
const MAX_WORDS = 6

/** `williams-r` becomes `williams_r` where that is a name, so that every other `-` is a minus. Columns stay as they are. */
export function joinHyphens(text: string, indicators: Indicators): string {
  let names: ReadonlySet<string> | undefined
  let lines: ReadonlySet<string> | undefined
  return text.replace(HYPHENATED, (words, offset: number) => {
    const known = text[offset - 1] === '.' ? (lines ??= lineNames(indicators)) : (names ??= indicatorNames(indicators))
    return joinWords(words.split('-'), known)
  })
}

/** Joins as many words as make a name, from the left on. */
function joinWords(words: readonly string[], known: ReadonlySet<string>): string {
  const joined: string[] = []
  for (let i = 0; i < words.length; ) {
    let count = Math.min(MAX_WORDS, words.length - i)
    while (count > 1 && !known.has(plain(words.slice(i, i + count).join('')))) count--
    joined.push(words.slice(i, i + count).join('_'))
    i += count
  }
  return joined.join('-')
}

function indicatorNames(indicators: Indicators): ReadonlySet<string> {
  return new Set(Object.keys(indicators).map(plain))
}

function lineNames(indicators: Indicators): ReadonlySet<string> {
  return new Set(Object.keys(indicators).flatMap((name) => definitionOf(indicators, name)?.lines.map(plain) ?? []))
}

function plain(name: string): string {
  const lower = name.toLowerCase()
  return lower.includes('_') || lower.includes('-') ? lower.replaceAll(/[_-]/g, '') : lower
}
