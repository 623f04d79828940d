import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPrng } from '../../src/core/prng.ts'
import type { Bars } from '../../src/market/bars.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import type { JournalRecord } from '../../src/store/journal/read-journal.ts'
import { completeBatch } from '../../src/trader/complete-batch.ts'
import { JournalRecorder } from '../../src/trader/journal-recorder.ts'
import { PaperSession } from '../../src/trader/paper-session.ts'
import { compareWithBacktest } from '../../src/trader/parity.ts'
import { SessionReplay } from '../../src/trader/replay-session.ts'
import { splitStart } from '../../src/trader/session-records.ts'
import { optionsOf, type RandomRun, randomRuns } from '../simulation/random-run.ts'
import { KeptRecords, type KeptRun, keepRun, RandomBatches, withoutBars } from './kept-run.ts'

const keptRuns: fc.Arbitrary<KeptRun> = fc.record({
  seed: fc.nat(),
  batch: fc.constantFrom(1, 3, 40, 1000),
  hasOperator: fc.boolean(),
  closesPositions: fc.boolean(),
})

function replayOf(records: readonly JournalRecord[], run: RunOptions) {
  const { started, rest } = splitStart(records)
  const replay = new SessionReplay(started, withoutBars(run))
  return { replay, report: replay.run(rest) }
}

/** Short enough to be run many times. */
const short = (run: RandomRun): RandomRun => ({ ...run, bars: Math.min(run.bars, 400) })

test('whatever a session did, a replay of its records does the same', async () => {
  let events = 0
  await fc.assert(
    fc.asyncProperty(randomRuns, keptRuns, async (run, kept) => {
      const { records } = await keepRun(optionsOf(short(run)), kept)
      const { report, replay } = replayOf(records, optionsOf(short(run)))
      const bars = records.reduce((sum, record) => sum + (record.type === 'bars' ? record.count : 0), 0)
      const texts = records.filter(({ type }) => type === 'event').length
      expect(report).toEqual({ identical: true, events: texts, bars })
      expect(replay.hasEnded).toBe(true)
      events += texts
    }),
    { numRuns: 120 },
  )
  expect(events).toBeGreaterThan(5000)
})

test('what a person asks for before the first bar is done as it opens, and a replay and a backtest do the same', async () => {
  let signals = 0
  await fc.assert(
    fc.asyncProperty(randomRuns, keptRuns, async (run, kept) => {
      const { records } = await keepRun(optionsOf(short(run)), { ...kept, hasOperator: false }, (session) => {
        session.act({ command: 'halt', by: 'anna', reason: 'not yet', state: 'halted' })
        session.act({ command: 'resume', by: 'anna', reason: 'now' })
        session.act({ command: 'halt', by: 'anna', reason: 'after all not', state: 'close_only' })
      })
      const events = records.flatMap((record) => (record.type === 'event' ? [JSON.parse(record.text)] : []))
      const at = Math.min(...optionsOf(short(run)).markets.map(({ bars }) => bars.time[0] as number))
      expect(events.filter(({ type }) => type === 'state')).toMatchObject([
        { at, from: 'active', to: 'halted', reason: 'anna: not yet' },
        { at, from: 'halted', to: 'active', reason: 'anna: now' },
        { at, from: 'active', to: 'close_only', reason: 'anna: after all not' },
      ])
      expect(events.filter(({ type }) => type === 'order')).toEqual([])
      signals += events.filter(({ type }) => type === 'signal').length
      expect(replayOf(records, optionsOf(short(run))).report).toMatchObject({ identical: true })
      const { rest } = splitStart(records)
      expect(compareWithBacktest(withoutBars(optionsOf(short(run))), rest)).toMatchObject({ identical: true })
    }),
    { numRuns: 60 },
  )
  expect(signals).toBeGreaterThan(1000)
})

test('a backtest of its candles decides the same, and is told the same', async () => {
  await fc.assert(
    fc.asyncProperty(randomRuns, keptRuns, async (run, kept) => {
      const { records } = await keepRun(optionsOf(short(run)), kept)
      const { rest } = splitStart(records)
      expect(compareWithBacktest(withoutBars(optionsOf(short(run))), rest)).toMatchObject({ identical: true })
    }),
    { numRuns: 80 },
  )
})

test('a session that was cut short anywhere comes back to where it was, and goes on to the same end', async () => {
  await fc.assert(
    fc.asyncProperty(randomRuns, keptRuns, fc.nat(1_000_000), async (run, kept, millionths) => {
      const quiet = { ...kept, hasOperator: false }
      const whole = (await keepRun(optionsOf(short(run)), quiet)).records
      const cut = 1 + Math.floor((millionths / 1_000_001) * whole.length)
      const { replay, report } = replayOf(whole.slice(0, cut), optionsOf(short(run)))
      expect(report.identical).toBe(true)
      const rest = new KeptRecords()
      if (!replay.isFinished) completeBatch(replay, candlesOf(short(run)), rest)
      const unwritten = replay.catchUp()
      if (!replay.isFinished) await finishLater(replay, rest, optionsOf(short(run)), quiet)
      const texts = [...textsOf(whole.slice(0, cut)), ...unwritten, ...textsOf(rest.records)]
      expect(decisionsIn(texts)).toEqual(decisionsIn(textsOf(whole)))
    }),
    { numRuns: 80 },
  )
})

function candlesOf(run: RandomRun): Bars[] {
  return optionsOf(run).markets.map(({ bars }) => bars)
}

/** Lets a session that came back go on with the bars that it has not seen. */
async function finishLater(
  replay: SessionReplay,
  rest: KeptRecords,
  options: RunOptions,
  kept: KeptRun,
): Promise<void> {
  const { session, recorder } = replay
  recorder.goOn(rest)
  const from = Number.isNaN(session.closesAt) ? Number.NEGATIVE_INFINITY : session.closesAt
  const bars = options.markets.map((market) => market.bars.between(from, Number.POSITIVE_INFINITY))
  const end = await session.trade(new RandomBatches(bars, createPrng(kept.seed), kept.batch))
  session.finish(end, kept.closesPositions)
}

function textsOf(records: readonly JournalRecord[]): string[] {
  return records.flatMap((record) => (record.type === 'event' ? [record.text] : []))
}

/** Snapshots of the account go by the batches, which are others. */
function decisionsIn(texts: readonly string[]): string[] {
  return texts.filter((text) => !text.startsWith('{"type":"account"'))
}

const QUIET: RandomRun = {
  ...{ seed: 5, markets: 2, strategies: 1, bars: 300, capital: 10_000, leverage: 3, lotSize: 0.001, contractSize: 1 },
  ...{ chance: 0.2, volumeLimit: Number.POSITIVE_INFINITY, latencyMs: 0, costRate: 0.0006, priceImpact: 0 },
  ...{ fundingRate: 0.0001, volatility: 0.01, limitFill: 'touch', hasDetail: false },
}

describe('a record that was changed', () => {
  const run = QUIET
  const kept: KeptRun = { seed: 1, batch: 20, hasOperator: false, closesPositions: true }

  /** The records with one of them changed. */
  async function changed(change: (text: string) => string | undefined): Promise<JournalRecord[]> {
    const { records } = await keepRun(optionsOf(run), kept)
    const place = records.findIndex((record) => record.type === 'event' && change(record.text) !== record.text)
    const record = records[place] as Extract<JournalRecord, { type: 'event' }>
    const text = change(record.text)
    return [
      ...records.slice(0, place),
      ...(text === undefined ? [] : [{ ...record, text }]),
      ...records.slice(place + 1),
    ]
  }

  test('is found, with the field and both values', async () => {
    const records = await changed((text) => text.replace(/("type":"fill".*"price":)[\d.]+/, '$11'))
    const { report } = replayOf(records, optionsOf(run))
    expect(report.identical).toBe(false)
    expect(report.difference?.why).toMatch(/^price is 1 in the journal and \d+(\.\d+)? in the run$/)
    expect(report.difference?.journal).toMatchObject({ type: 'fill', price: 1 })
    expect(report.events).toBe((report.difference?.event ?? 0) - 1)
  })

  test('or taken out is found', async () => {
    const records = await changed((text) => (text.startsWith('{"type":"order"') ? undefined : text))
    const { report } = replayOf(records, optionsOf(run))
    expect(report.difference?.why).toBe('type is "orderChanged" in the journal and "order" in the run')
  })

  test('in an end that is not the last is found', async () => {
    const { records } = await keepRun(optionsOf(run), kept)
    const ended = records.at(-1) as JournalRecord
    const early = [...records.slice(0, -2), ended]
    expect(replayOf(early, optionsOf(run)).report.difference?.why).toBe(
      'type is "ended" in the journal and "account" in the run',
    )
  })

  test('is found by another run: other rules, other decisions', async () => {
    const { records } = await keepRun(optionsOf(run), kept)
    const { report } = replayOf(records, { ...optionsOf(run), rules: [] })
    expect(report.difference?.run).toMatchObject({ type: 'refusal', rule: 'no_sizing' })
  })

  test('a bar of another price gives other events', async () => {
    const { records } = await keepRun(optionsOf(run), kept)
    const place = records.findIndex(({ type }) => type === 'bars')
    const record = records[place] as Extract<JournalRecord, { type: 'bars' }>
    const columns = record.columns.slice()
    for (let i = 4 * record.count; i < 5 * record.count; i++)
      columns[i] = (columns[i - record.count] as number) * 1.0001
    const { report } = replayOf(
      [...records.slice(0, place), { ...record, columns }, ...records.slice(place + 1)],
      optionsOf(run),
    )
    expect(report.identical).toBe(false)
  })
})

test('what a person tells a session is committed at once, and not with the next bar', async () => {
  const options = optionsOf({ ...QUIET, bars: 60 })
  const kept = new KeptRecords()
  const recorder = new JournalRecorder(options, kept)
  const session = new PaperSession({ ...options, observer: recorder.events }, { recorder })
  const bars = options.markets.map((market) => market.bars)
  await session.trade(new RandomBatches(bars, createPrng(1), 20), () => {
    session.act({ command: 'halt', by: 'anna', reason: 'afraid', state: 'halted_flat' })
    expect(kept.records.some((record) => record.type === 'event' && record.text.includes('"afraid"'))).toBe(true)
    expect(kept.commits.at(-1)).toBe(kept.records.length)
  })
})

test('what does not begin like a session is refused', () => {
  const kept = new KeptRecords()
  kept.appendEvent({ type: 'ended', at: 1, end: 'stopped' })
  expect(() => splitStart(kept.records)).toThrow('the journal does not begin with the start of a session')
  expect(() => splitStart([])).toThrow('the journal does not begin with the start of a session')
})
