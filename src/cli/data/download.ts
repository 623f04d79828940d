import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe, type Timeframe, timeframeMs } from '../../core/timeframe.ts'
import { type CandleHistory, openCandleHistory } from '../../feeds/candle-history.ts'
import { HISTORY_EXCHANGES, HISTORY_MARKETS } from '../../feeds/history-exchanges.ts'
import { Retrier, type Retry } from '../../feeds/retrier.ts'
import { formatTime } from '../../market/format-time.ts'
import { CandleLake } from '../../store/lake/candle-lake.ts'
import type { LakeEntry } from '../../store/lake/lake-entry.ts'
import { formatLakeKey, type LakeKey } from '../../store/lake/lake-key.ts'
import { abortOnSignals } from '../abort-on-signals.ts'
import { defineCommand } from '../command.ts'
import { badValue, choice, type FlagsOf, integer, list, on, parsed, text, userPath } from '../flag.ts'
import { formatTable, printJson, printLine, printNote } from '../output.ts'
import { startProgress } from '../progress.ts'
import { parseTimerange } from '../timerange.ts'
import { type DownloadedKey, downloadKey } from './download-key.ts'
import type { Range } from './missing-ranges.ts'

const DAY_MS = timeframeMs('1d')
/** No exchange has older candles: where an open --timerange begins. */
const OLDEST_AT = Date.UTC(2010, 0)
/** Exit code of a command that Ctrl-C has ended, as shells have it. */
const STOPPED = 130
/** So many holes are told one by one. */
const GAPS_TOLD = 5

const flags = {
  exchange: choice('name', 'where from', HISTORY_EXCHANGES, { initial: 'binance' }),
  market: choice('market', 'spot markets or perpetuals', HISTORY_MARKETS, { initial: 'spot' }),
  symbol: list('symbols', 'symbols, with commas: BTC/USDT', { isRequired: true }),
  timeframe: list('timeframes', 'lengths of the candles, with commas; 5m when none is given', { short: 'i' }),
  timerange: text('days', '20240101-20240201 without the last day, 20240101-, or -20240201 from the first candle on'),
  days: integer('count', 'the last so many days; 30 when no --timerange is given', [1, 10_000]),
  again: on('also ask for candles that are there; what the exchange has corrected is kept as a revision'),
  exchangeUrl: parsed('url', 'ask this host instead of the exchange itself: a proxy', parseUrl),
  datadir: userPath('folder', 'the candle lake', 'data/candles'),
  json: on('print what was done as one JSON document'),
}

/** `plimsoll data download`. */
export const command = defineCommand({
  about: 'Downloads past candles of an exchange into the lake, from where the last download ended.',
  examples: [
    'data download --symbol BTC/USDT,ETH/USDT --timeframe 5m,1h --days 90',
    'data download --exchange okx --market swap --symbol BTC/USDT --timeframe 1h --timerange 20240101-20240701',
  ],
  flags,
  run: download,
})

function parseUrl(given: string, name: string): string {
  const url = URL.parse(given)
  // First, so that no message repeats a password.
  if (/[@?#]/.test(given)) {
    throw new PlimsollError(
      'usage',
      `--${name} holds more than a host and a path`,
      'Leave out user, password, ? and #.',
    )
  }
  if (url !== null && /^https?:$/.test(url.protocol)) return given
  throw badValue(name, given, 'Write it as in https://proxy.example.')
}

/** What the lake says of where candles come from: the exchange, or a host in its place. */
function sourceOf({ exchange, exchangeUrl }: Given): string {
  if (exchangeUrl === undefined) return exchange
  const { protocol, host, hostname } = new URL(exchangeUrl)
  if (protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) {
    printNote(`warning: ${host} is asked over http: whoever is on the way can change the candles. Use https://${host}.`)
  }
  return `${exchange} at ${host}`
}

type Given = FlagsOf<typeof flags>

async function download(given: Given): Promise<void> {
  const timeframes = [...new Set((given.timeframe ?? ['5m']).map(parseTimeframe))]
  const wanted = wantedRange(given, Date.now())
  const { signal, release } = abortOnSignals('stopping: what has come is written; the same command goes on from there')
  const lake = await CandleLake.open(given.datadir)
  try {
    const done: DownloadedKey[] = []
    try {
      await downloadAll(given, { timeframes, wanted, lake, signal, done })
    } catch (error) {
      if (done.length > 0) await present(given, done, { lake, isStopped: true })
      throw error
    }
    await present(given, done, { lake, isStopped: signal.aborted })
    if (signal.aborted) process.exitCode = STOPPED
  } finally {
    release()
    await lake.close()
  }
}

/** Whole days, UTC, up to now. */
function wantedRange({ timerange, days }: Given, now: number): Range {
  if (timerange !== undefined && days !== undefined) {
    throw new PlimsollError('usage', 'both --timerange and --days are given', 'Give one of the two.')
  }
  if (timerange === undefined) {
    return { fromMs: Math.floor(now / DAY_MS) * DAY_MS - (days ?? 30) * DAY_MS, toMs: now }
  }
  const { from, to } = parseTimerange(timerange)
  const range = { fromMs: Math.max(from, OLDEST_AT), toMs: Math.min(to, now) }
  if (range.fromMs < range.toMs) return range
  throw new PlimsollError('usage', `--timerange ${timerange} is yet to come`, 'Choose days that have begun.')
}

interface Plan {
  readonly timeframes: readonly Timeframe[]
  readonly wanted: Range
  readonly lake: CandleLake
  readonly signal: AbortSignal
  /** Takes each key as it is finished: they are told also when a later one fails. */
  readonly done: DownloadedKey[]
}

async function downloadAll(given: Given, { timeframes, wanted, lake, signal, done }: Plan): Promise<void> {
  const { exchange, market, exchangeUrl, again } = given
  const source = sourceOf(given)
  const history = await openCandleHistory({ exchange, market, url: exchangeUrl, signal })
  for (const timeframe of timeframes) history.refuseTimeframe(timeframe)
  const retrier = new Retrier({ signal, onRetry: tellRetry })
  const keys = await keysOf(given, timeframes, history, retrier)
  const total = timeframes.reduce((sum, timeframe) => sum + (wanted.toMs - wanted.fromMs) / timeframeMs(timeframe), 0)
  const progress = await startProgress(Math.ceil((total / timeframes.length) * keys.length), 'bars')
  let before = 0
  try {
    for (const key of keys) {
      if (signal.aborted) break
      const onProgress = (bars: number): void => progress.update(before + Math.max(0, Math.round(bars)))
      done.push(await downloadKey({ lake, key, history, retrier, source, wanted, again, onProgress }))
      before += Math.round((wanted.toMs - wanted.fromMs) / timeframeMs(key.timeframe))
      progress.update(before)
    }
  } finally {
    progress.stop()
  }
}

/** Every symbol is looked up before the first candle is asked for; none when that was stopped. */
async function keysOf(
  { symbol: symbols, exchange, market }: Given,
  timeframes: readonly Timeframe[],
  history: CandleHistory,
  retrier: Retrier,
): Promise<LakeKey[]> {
  try {
    await retrier.run(() => history.loadSymbols())
  } catch (error) {
    if (history.signal?.aborted === true && error === history.signal.reason) return []
    throw error
  }
  const found = new Set(symbols.map((symbol) => history.findSymbol(symbol)))
  return [...found].flatMap((symbol) => timeframes.map((timeframe) => ({ exchange, market, symbol, timeframe })))
}

function tellRetry({ reason, waitMs }: Retry): void {
  printNote(`${reason}: trying again in ${(waitMs / 1000).toFixed(1)} s`)
}

async function present(
  { json }: Given,
  done: readonly DownloadedKey[],
  { lake, isStopped }: { readonly lake: CandleLake; readonly isStopped: boolean },
): Promise<void> {
  const entries = await Promise.all(done.map(({ key }) => lake.entry(key)))
  for (const { key, gaps } of done) tellGaps(key, gaps)
  if (json) return printJson({ stopped: isStopped, downloads: done.map((one, k) => summaryOf(one, entries[k])) })
  if (done.length === 0) return
  const headings = [
    'exchange',
    'market',
    'symbol',
    'timeframe',
    'added',
    'revised',
    'gaps',
    'missing',
    'bars',
    'from',
    'to',
  ]
  const rows = done.map((one, k) => {
    const { key, added, revised, gaps, missingBars, lake } = summaryOf(one, entries[k])
    const span = [lake.from, lake.to].map((at) => (at === null ? '-' : formatTime(at)))
    return [key.exchange, key.market, key.symbol, key.timeframe, added, revised, gaps, missingBars, lake.bars, ...span]
  })
  printLine(formatTable(headings, rows))
}

/** What came, and what the lake holds of it now. */
function summaryOf({ key, received, added, revised, gaps }: DownloadedKey, entry: LakeEntry | undefined) {
  const missingBars = gaps.reduce((sum, gap) => sum + gap.missingBars, 0)
  const { bars = 0, from = null, to = null } = entry ?? {}
  return { key, received, added, revised, gaps: gaps.length, missingBars, lake: { bars, from, to } }
}

function tellGaps(key: LakeKey, gaps: readonly { afterTime: number; missingBars: number }[]): void {
  for (const { afterTime, missingBars } of gaps.slice(0, GAPS_TOLD)) {
    printNote(
      `${formatLakeKey(key)}: the exchange has no candles for ${missingBars} bars after ${formatTime(afterTime)}`,
    )
  }
  if (gaps.length > GAPS_TOLD) printNote(`${formatLakeKey(key)}: and ${gaps.length - GAPS_TOLD} more such gaps`)
}
