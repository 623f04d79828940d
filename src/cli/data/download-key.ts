import type { CandleHistory } from '../../feeds/candle-history.ts'
import { type CandlePage, downloadCandles } from '../../feeds/download-candles.ts'
import type { Retrier } from '../../feeds/retrier.ts'
import { Bars } from '../../market/bars.ts'
import { formatTime } from '../../market/format-time.ts'
import type { Gap } from '../../market/time-quality.ts'
import type { CandleLake } from '../../store/lake/candle-lake.ts'
import type { LakeKey } from '../../store/lake/lake-key.ts'
import type { Span } from '../../store/lake/spans.ts'
import { printNote } from '../output.ts'
import { missingRanges, type Range } from './missing-ranges.ts'

/** A month is written anew for each part of it that comes: pages are gathered up to so many bars, or for so long. */
const GATHERED_BARS = 20_000
const GATHERED_MS = 10_000
/** So many are told one by one. */
const BRIDGES_TOLD = 5

export interface DownloadKeyOptions {
  readonly lake: CandleLake
  readonly key: LakeKey
  readonly history: CandleHistory
  readonly retrier: Retrier
  /** Where the bars come from, for the lake. */
  readonly source: string
  readonly wanted: Range
  /** Also asks for bars that are there. */
  readonly again: boolean
  /** Hears how many bars of the range are done, those that were there included. */
  readonly onProgress: (bars: number) => void
}

/** What came of downloading the candles of one key. */
export interface DownloadedKey {
  readonly key: LakeKey
  /** Bars that came, and what they were to the lake. */
  readonly received: number
  readonly added: number
  readonly revised: number
  /** Holes in what came. */
  readonly gaps: readonly Gap[]
}

/** Brings the bars of one key into the lake, from where it left off. What came before a failure is kept. */
export async function downloadKey(options: DownloadKeyOptions): Promise<DownloadedKey> {
  const { lake, key, history, wanted, again } = options
  const { downloaded = [] } = (await lake.entry(key)) ?? {}
  const asking = { wanted, downloaded, pageBars: history.pageBars }
  const ranges = again ? [wanted] : missingRanges(await lake.read(key), asking)
  tellBridge(ranges, wanted)
  const gathering = new Gathering(options)
  try {
    for (const range of ranges) {
      gathering.begin(range)
      for await (const page of downloadCandles({
        ...options,
        ...range,
        symbol: key.symbol,
        timeframe: key.timeframe,
      })) {
        await gathering.take(page)
        options.onProgress((page.doneMs - wanted.fromMs) / page.bars.timeframeMs)
      }
    }
  } finally {
    await gathering.write()
  }
  return gathering.result()
}

/** More than was asked for may have to come, so that the candles of a key have no hole that the exchange does not have. */
function tellBridge(ranges: readonly Range[], wanted: Range): void {
  const outside = ranges.filter(({ fromMs, toMs }) => fromMs < wanted.fromMs || toMs > wanted.toMs)
  for (const { fromMs, toMs } of outside.slice(0, BRIDGES_TOLD)) {
    printNote(`also downloading ${formatTime(fromMs)} to ${formatTime(toMs)}: up to the candles that are there`)
  }
  if (outside.length > BRIDGES_TOLD)
    printNote(`and ${outside.length - BRIDGES_TOLD} more holes in the candles that are there`)
}

/** Pages on their way into the lake. */
class Gathering {
  readonly #options: DownloadKeyOptions
  readonly #gaps: Gap[] = []
  #bars: Bars
  /** What the gathered pages have looked into, and where the next one goes on. */
  #done: Span[] = []
  #from = 0
  #since = performance.now()
  #received = 0
  #added = 0
  #revised = 0

  constructor(options: DownloadKeyOptions) {
    this.#options = options
    this.#bars = new Bars(options.key.timeframe)
  }

  begin({ fromMs }: Range): void {
    this.#from = fromMs
  }

  async take({ bars, gaps, doneMs }: CandlePage): Promise<void> {
    for (let i = 0; i < bars.length; i++) this.#bars.appendFrom(bars, i)
    this.#gaps.push(...gaps)
    this.#received += bars.length
    if (doneMs > this.#from) this.#done.push({ from: this.#from, to: doneMs })
    this.#from = Math.max(this.#from, doneMs)
    const isOld = this.#bars.length > 0 && performance.now() - this.#since > GATHERED_MS
    const isFull = this.#bars.length >= GATHERED_BARS || isOld
    if (isFull) await this.write()
  }

  /** What is gathered is given up only once it is written: a failed write is not tried again by the `finally` of a failed download. */
  async write(): Promise<void> {
    const [bars, downloaded] = [this.#bars, this.#done]
    this.#bars = new Bars(bars.timeframe)
    this.#done = []
    this.#since = performance.now()
    if (bars.length + downloaded.length === 0) return
    const { lake, key, source } = this.#options
    const report = await lake.upsert(key, bars, 'real', source, { downloaded })
    this.#added += report.added
    this.#revised += report.revised
  }

  result(): DownloadedKey {
    const { key } = this.#options
    return { key, received: this.#received, added: this.#added, revised: this.#revised, gaps: this.#gaps }
  }
}
