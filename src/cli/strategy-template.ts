/** The file that `new-strategy` writes: a strategy that works as it stands, with what a newcomer must know in its comments. */
export function strategyTemplate(name: string): string {
  return `import { crossesAbove, crossesBelow, defineStrategy, ema, integer, number } from 'plimsoll'

/**
 * A strategy declares what can be tuned, asks once for the lines that it needs, and decides at every closed bar. It sees bars that have
 * closed and nothing later, knows no account and sets no size: risk does that, from the distance of the stop.
 *
 *   plimsoll backtest -s ${name} --data-file FILE.csv
 *   plimsoll backtest -s ${name} --param fast=8 --data-file FILE.csv --report reports/${name}
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

/** What an editor needs to check the types of a strategy. \`library\` is the file that strategies import as \`plimsoll\`. */
export function editorSettings(library: string): string {
  const compilerOptions = {
    target: 'esnext',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    types: [],
    paths: { plimsoll: [library] },
  }
  return `${JSON.stringify({ compilerOptions, include: ['*.ts'] }, null, 2)}\n`
}
