import { formatTime } from './format-time.ts'
import type { QualityReport } from './quality-report.ts'

type Findings = Omit<QualityReport, 'warnings'>

/** Fewer candles than this tell nothing. */
const FEWEST_ROWS = 10
/** A larger move than this from one close to the next is more often a wrong price than a market. */
const DOUBTFUL_MOVE = 0.5

/** What a check found, in words, the worst first. */
export function warningsOf(quality: Findings): string[] {
  return [...refusals(quality), ...doubts(quality)].filter((warning) => warning !== '')
}

/** What a backtest refuses. */
function refusals(quality: Findings): string[] {
  const { nan, unsorted, duplicates, zeroPrices, negativeVolume, highBelowLow } = quality
  return [
    say(nan, 'row has a value that is no number', 'rows have a value that is no number'),
    say(unsorted, 'row comes before the row above it', 'rows come before the row above them'),
    say(duplicates, 'row has a time that another one has', 'rows have a time that another one has'),
    say(zeroPrices, 'row has a price of zero or less', 'rows have a price of zero or less'),
    say(negativeVolume, 'row has a negative volume', 'rows have a negative volume'),
    say(highBelowLow, 'row has its high below its low', 'rows have their high below their low'),
  ]
}

/** What a backtest takes, and a person should know. */
function doubts(quality: Findings): string[] {
  const { rows, ohlcViolations, gaps, missingBars, largestGapBars, offGrid, zeroVolume, constantRuns } = quality
  return [
    rows < FEWEST_ROWS ? `only ${rows} rows: at least ${FEWEST_ROWS} are needed to tell anything` : '',
    say(ohlcViolations, 'row has open or close outside high and low', 'rows have open or close outside high and low'),
    say(gaps, 'gap', 'gaps') &&
      `${say(gaps, 'gap', 'gaps')}: ${missingBars} bars missing, ${largestGapBars} in the largest`,
    say(offGrid, 'row does not open on a multiple of the timeframe', 'rows do not open on a multiple of the timeframe'),
    zeroVolume === rows && rows > 0 ? 'no row has volume: these are no trades (a mark or index price?)' : '',
    zeroVolume < rows ? say(zeroVolume, 'row has no volume', 'rows have no volume') : '',
    say(constantRuns, 'stretch', 'stretches') &&
      `${say(constantRuns, 'stretch', 'stretches')} of the same close, the longest of ${quality.longestConstantRun} rows`,
    moveWarning(quality),
    quality.isKnownTimeframe || quality.timeframe === null ? '' : `${quality.timeframe} is not a timeframe to trade on`,
    quality.isStale && quality.to !== null
      ? `the last row is of ${formatTime(quality.to)}: the data are not up to date`
      : '',
  ]
}

function moveWarning({ maxAbsReturn, maxAbsReturnAt }: Findings): string {
  if (maxAbsReturn <= DOUBTFUL_MOVE || maxAbsReturnAt === null) return ''
  return `the close moves by ${(maxAbsReturn * 100).toFixed(1)} % in one bar at ${formatTime(maxAbsReturnAt)}: is it true?`
}

function say(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`
}
