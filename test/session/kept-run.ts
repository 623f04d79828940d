import { createPrng } from '../../src/core/prng.ts'
import type { SessionStarted } from '../../src/core/session-event.ts'
import { Bars } from '../../src/market/bars.ts'
import { Timeline } from '../../src/market/timeline.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import type { JournalRecord } from '../../src/store/journal/read-journal.ts'
import type { BarQueue } from '../../src/trader/bar-queue.ts'
import type { CandleSource } from '../../src/trader/candle-source.ts'
import { JournalRecorder, type RecordSink } from '../../src/trader/journal-recorder.ts'
import { PaperSession } from '../../src/trader/paper-session.ts'

/** Gives bars in batches of any size, as a network does. */
export class RandomBatches implements CandleSource {
  readonly #markets: readonly Bars[]
  readonly #timeline: Timeline
  readonly #random: () => number
  readonly #most: number
  #hasMoment: boolean

  constructor(markets: readonly Bars[], random: () => number, most: number) {
    this.#markets = markets
    this.#timeline = new Timeline(markets)
    this.#random = random
    this.#most = most
    this.#hasMoment = this.#timeline.next()
  }

  async fill(queue: BarQueue): Promise<boolean> {
    for (let left = Math.ceil(this.#random() * this.#most); left > 0 && this.#hasMoment; left--) {
      for (const [m, i] of this.#timeline.closed.entries()) if (i >= 0) queue.push(m, this.#markets[m] as Bars, i)
      this.#hasMoment = this.#timeline.next()
    }
    return this.#hasMoment
  }
}

/** Keeps the records of a session in memory, as a journal would give them back. */
export class KeptRecords implements RecordSink {
  readonly records: JournalRecord[] = []
  /** Records that were there at each commit. */
  readonly commits: number[] = []

  appendEvent(event: object): void {
    this.records.push({ type: 'event', sequence: this.records.length + 1, text: JSON.stringify(event) })
  }

  appendBars(market: number, bars: Bars, from: number, to: number): void {
    const count = to - from
    const columns = new Float64Array(6 * count)
    const all = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
    for (const [k, values] of all.entries()) columns.set(values.subarray(from, to), k * count)
    this.records.push({ type: 'bars', sequence: this.records.length + 1, market, count, columns })
  }

  commit(): void {
    this.commits.push(this.records.length)
  }
}

export interface KeptRun {
  readonly seed: number
  /** Most moments in a batch. */
  readonly batch: number
  /** Whether a person halts, resumes and pays in meanwhile. */
  readonly hasOperator: boolean
  readonly closesPositions: boolean
  readonly windowBars?: number
}

/** Runs a session to its end and keeps what goes in and comes out. */
export async function keepRun(
  options: RunOptions,
  run: KeptRun,
  onOpen: (session: PaperSession) => void = () => {},
): Promise<KeptRecords> {
  const kept = new KeptRecords()
  const recorder = new JournalRecorder(options, kept)
  const session = new PaperSession(
    { ...options, observer: recorder.events },
    { recorder, ...(run.windowBars !== undefined && { windowBars: run.windowBars }) },
  )
  recorder.start(startOf(options))
  onOpen(session)
  const random = createPrng(run.seed)
  const bars = options.markets.map((market) => market.bars)
  const end = await session.trade(new RandomBatches(bars, random, run.batch), () => {
    if (run.hasOperator) operate(session, random)
  })
  session.finish(end, run.closesPositions)
  return kept
}

function operate(session: PaperSession, random: () => number): void {
  const what = random()
  const by = 'anna'
  if (what < 0.03)
    session.act({ command: 'halt', by, reason: 'tired', state: random() < 0.5 ? 'close_only' : 'halted' })
  else if (what < 0.04) session.act({ command: 'halt', by, reason: 'afraid', state: 'halted_flat' })
  else if (what < 0.14) session.act({ command: 'resume', by, reason: 'awake' })
  else if (what < 0.18) session.act({ command: 'deposit', by, reason: 'savings', amount: (random() * 100).toFixed(2) })
}

/** The same run without its bars. */
export function withoutBars(options: RunOptions): RunOptions {
  return {
    ...options,
    markets: options.markets.map((market) => {
      const bars = new Bars(market.bars.timeframe)
      bars.series = market.bars.series
      return { ...market, bars }
    }),
  }
}

export function startOf({ capital, leverage, strategies }: RunOptions): SessionStarted {
  return {
    type: 'started',
    startedAt: 0,
    session: 'test',
    mode: 'paper',
    version: '0.0.0',
    node: '24.0.0',
    exchange: 'simulated',
    capital,
    quote: 'USDT',
    leverage,
    timeframe: '5m',
    markets: [],
    strategies: strategies.map(({ definition }) => definition.name),
    settings: {},
    inputs: [],
  }
}
