import { timeframeMs } from '../../../core/timeframe.ts'
import * as indicators from '../../../indicators/catalogue.ts'
import { MarketColumns } from '../../../indicators/market-columns.ts'
import type { Bars } from '../../../market/bars.ts'
import { resample } from '../../../market/resample.ts'
import type { BarValue, Comparison, Condition, LineValue, Value } from '../condition.ts'
import { readingsOf } from '../condition.ts'
import { definitionOf } from '../known-names.ts'

type Truth = boolean | undefined

/**
 * What a condition means, written plainly: for each bar of the market the moment at which it closes, and for each value the last bar of
 * its timeframe that had closed by a moment. `undefined` is unknown. Each timeframe is resampled and computed apart.
 */
export function naiveTruths(condition: Condition, bars: Bars): boolean[] {
  const market = new NaiveMarket(bars)
  return Array.from({ length: bars.length }, (_, i) => market.truth(condition, closeOf(bars, i)) === true)
}

class NaiveMarket {
  readonly #bars: Bars
  readonly #values = new Map<string, { bars: Bars; values: Float64Array }>()

  constructor(bars: Bars) {
    this.#bars = bars
  }

  truth(condition: Condition, at: number): Truth {
    switch (condition.type) {
      case 'comparison':
        return this.#comparison(condition, at)
      case 'not': {
        const truth = this.truth(condition.condition, at)
        return truth === undefined ? undefined : !truth
      }
      case 'and':
        return all(condition.conditions.map((part) => this.truth(part, at)))
      default:
        return any(condition.conditions.map((part) => this.truth(part, at)))
    }
  }

  #comparison({ left, operator, right, bars: count }: Comparison, at: number): Truth {
    const readings = [...readingsOf(left), ...readingsOf(right)]
    const own = readings.map((reading) => this.#barsOf(reading)).sort((a, b) => a.timeframeMs - b.timeframeMs)[0]
    if (own === undefined) throw new Error('nothing is read')
    const last = lastClosed(own, at)
    const compareAgo = (ago: number, sign = operator): Truth => {
      if (last - ago < 0) return undefined
      const moment = ago === 0 ? at : closeOf(own, last - ago)
      return compare(this.#value(left, moment), sign, this.#value(right, moment))
    }
    if (operator === 'crosses above') return all([compareAgo(0, '>'), not(compareAgo(1, '>'))])
    if (operator === 'crosses below') return all([compareAgo(0, '<'), not(compareAgo(1, '<'))])
    return all(Array.from({ length: count }, (_, ago) => compareAgo(ago)))
  }

  #value(value: Value, at: number): number {
    switch (value.type) {
      case 'number':
        return value.value
      case 'negative':
        return -this.#value(value.value, at)
      case 'arithmetic':
        return reckon(this.#value(value.left, at), value.operator, this.#value(value.right, at))
      default: {
        const { bars, values } = this.#valuesOf(value)
        return values[lastClosed(bars, at)] ?? Number.NaN
      }
    }
  }

  #barsOf(value: BarValue | LineValue): Bars {
    return this.#valuesOf(value).bars
  }

  #valuesOf(value: BarValue | LineValue): { bars: Bars; values: Float64Array } {
    const key = JSON.stringify(value)
    const found = this.#values.get(key) ?? this.#compute(value)
    this.#values.set(key, found)
    return found
  }

  #compute(value: BarValue | LineValue): { bars: Bars; values: Float64Array } {
    const { timeframe = this.#bars.timeframe } = value
    const isMarket = timeframeMs(timeframe) === this.#bars.timeframeMs
    const bars = isMarket ? this.#bars : resample(this.#bars, timeframe, 'test')
    if (value.type === 'bar') return { bars, values: bars[value.field] }
    const columns = new MarketColumns(bars)
    const definition = definitionOf(indicators, value.indicator)
    if (definition === undefined) throw new Error(`unknown indicator ${value.indicator}`)
    const lines = columns.lines(definition, value.params, { column: bars[`${value.source}Column`], warmup: 0 })
    const line = lines[value.line]
    columns.extend()
    if (line === undefined) throw new Error(`unknown line ${value.line}`)
    return { bars, values: line.column.values.slice(0, bars.length) }
  }
}

function closeOf(bars: Bars, i: number): number {
  return (bars.time[i] as number) + bars.timeframeMs
}

function lastClosed(bars: Bars, at: number): number {
  let i = bars.length - 1
  while (i >= 0 && closeOf(bars, i) > at) i--
  return i
}

function compare(left: number, operator: Comparison['operator'], right: number): Truth {
  if (!Number.isFinite(left) || !Number.isFinite(right)) return undefined
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '==':
      return left === right
    default:
      return left !== right
  }
}

function reckon(left: number, operator: '+' | '-' | '*' | '/', right: number): number {
  if (operator === '+') return left + right
  if (operator === '-') return left - right
  return operator === '*' ? left * right : left / right
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes(undefined) ? undefined : true
}

function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true
  return truths.includes(undefined) ? undefined : false
}
