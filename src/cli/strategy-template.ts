/**
 * The file that `new-strategy` writes: a strategy that works as it stands, with what a newcomer must know in its comments.
 * @param option what a command line must add to find its folder
 */
export function strategyTemplate(name: string, option: string): string {
  return `import { crossesAbove, crossesBelow, defineStrategy, ema, integer, number } from 'plimsoll'

/**
 * A strategy declares what can be tuned, asks once for the lines that it needs, and decides at every closed bar. It sees bars that have
 * closed and nothing later, knows no account and sets no size: risk does that, from the distance of the stop.
 *
 *   plimsoll backtest -s ${name} --data-file FILE.csv${option}
 *   plimsoll backtest -s ${name} --param fast=8 --data-file FILE.csv --report reports/${name}${option}
 *   plimsoll test-strategy ${name}${option}
 */
export const strategy = defineStrategy({
  // The file has the same name.
  name: '${name}',
  about: 'Follows the fast average across the slow one.',
  timeframe: '1h',
  // Defaults and ranges: command line, optimiser and docs are made from them.
  params: {
    fast: integer(10, { min: 2, max: 100 }),
    slow: integer(30, { min: 3, max: 400 }),
    stopPct: number(2, { min: 0.1, max: 20 }),
    targetPct: number(6, { min: 0.1, max: 100 }),
  },
  // Any of \`plimsoll list-indicators\`. With rsi and macd here: lines.rsi(14), lines.macd({ fast: 8 }).histogram.
  indicators: { ema },
  build({ lines, params }) {
    // On larger bars: lines.on('4h').ema(50).
    const fast = lines.ema(params.fast)
    const slow = lines.ema(params.slow)
    // Every entry needs a stop: stopLossPct, a distance from the fill, or stopLoss, a price.
    const levels = { stopLossPct: params.stopPct, takeProfitPct: params.targetPct, confidence: 0.5 }
    return (bar) => {
      // A value that is not known yet is NaN, and every comparison with NaN is false: no warm-up to count.
      if (crossesAbove(fast, slow, bar)) return { side: 'long', ...levels, reason: 'fast average above slow' }
      if (crossesBelow(fast, slow, bar)) return { side: 'short', ...levels, reason: 'fast average below slow' }
      // To close without turning around: return { side: 'flat', reason: '…' }.
      return undefined
    }
  },
})
`
}

/** The test that `new-strategy` writes beside it: it passes as it stands, and shows how more are written. */
export function testTemplate(name: string, option: string): string {
  return `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barsAt, signalsOf } from 'plimsoll'
import { strategy } from './${name}.ts'

// Run it: plimsoll test-strategy ${name}${option}
//
// A test feeds the strategy bars whose right answer you know, and looks at what it said. barsAt(closes) makes bars that close at these
// prices, an hour each: barsAt(closes, '5m') for others. signalsOf gives every signal with the index of its bar, and throws at one that is
// none, such as one with a negative stop. A trade of a backtest that surprised you is a good next test: write its closes down, and what
// should have come.

/** Flat for a while, so that the averages are warm, then up. */
const turnsUp = [...new Array(40).fill(100), 101, 103, 106, 110]

test('buys when the price turns up', () => {
  const [first] = signalsOf(strategy, barsAt(turnsUp))
  assert.equal(first?.side, 'long')
  // Bars count from 0: at bar 40 the fast average is above the slow one for the first time.
  assert.equal(first.bar, 40)
})

test('sells when the price turns down', () => {
  const turnsDown = turnsUp.map((close) => 200 - close)
  const [first] = signalsOf(strategy, barsAt(turnsDown))
  assert.equal(first?.side, 'short')
  assert.equal(first.bar, 40)
})

test('says nothing while nothing happens', () => {
  assert.deepEqual(signalsOf(strategy, barsAt(new Array(100).fill(100))), [])
})

test('every entry has the stop and the target of its parameters', () => {
  // Parameters that are not given have their defaults.
  const [first] = signalsOf(strategy, barsAt(turnsUp), { stopPct: 5 })
  assert.ok(first?.side === 'long')
  assert.equal(first.stopLossPct, 5)
  assert.equal(first.takeProfitPct, 6)
})
`
}

/**
 * What an editor needs to check the types of a strategy and its test.
 * @param library the file that strategies import as `plimsoll`
 * @param types the folder with the types of Node.js
 */
export function editorSettings(library: string, types: string): string {
  const compilerOptions = {
    target: 'esnext',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: [types],
    paths: { plimsoll: [library] },
  }
  return `${JSON.stringify({ compilerOptions, include: ['*.ts'] }, null, 2)}\n`
}
