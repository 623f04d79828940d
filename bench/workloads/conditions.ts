import { join } from 'node:path'
import { bindCondition } from '../../src/exits/condition/bind-condition.ts'
import { parseCondition } from '../../src/exits/condition/parse-condition.ts'
import * as indicators from '../../src/indicators/catalogue.ts'
import { MarketColumns } from '../../src/indicators/market-columns.ts'
import { readColumns } from './bench-data.ts'
import type { Workload } from './workload.ts'

const TEXT = 'adx(14)@5m < 25 and close < ema(50)@1h for 2 bars'
const PARSES = 20_000

/** Reads a condition as a model writes it. */
export function prepareParse(): Workload {
  const run = () => {
    let kinds = 0
    for (let k = 0; k < PARSES; k++) kinds += parseCondition(`${TEXT} or rsi > ${k}`, indicators).type.length
    return { kinds }
  }
  return { items: PARSES, warmups: 2, repeats: 5, run }
}

/** Asks it at every bar of a market of 1-minute bars, beside four others that keep the code from knowing only one. */
export function prepareEvaluate(data: string): Workload {
  const bars = readColumns(join(data, 'one_1m.f64'))
  const columns = new MarketColumns(bars)
  const others = [
    'rsi < 30',
    'close crosses above sma(20)',
    'not (macd.histogram > 0) or volume < 5',
    'atr(14) > 2 * atr(50)',
  ]
  const tests = [TEXT, ...others].map((text) => bindCondition(parseCondition(text, indicators), indicators, columns))
  columns.extend()
  const bar = { position: 0 }
  const met = new Int32Array(tests.length)
  const run = () => {
    for (const [k, isMet] of tests.entries()) {
      for (bar.position = 0; bar.position < bars.length; bar.position++) if (isMet(bar)) met[k] = (met[k] as number) + 1
    }
    return { met: met[0] ?? 0 }
  }
  return { items: bars.length * tests.length, warmups: 2, repeats: 5, run }
}
