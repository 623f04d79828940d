import type { CommandGiven, SessionEvent } from '../core/session-event.ts'
import { Bars } from '../market/bars.ts'
import { Timeline } from '../market/timeline.ts'
import { type RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import { appendRecord, type JournalRecord } from '../store/journal/read-journal.ts'
import { applyCommand } from './apply-command.ts'
import { EventComparer } from './event-comparer.ts'
import { type ReplayReport, reportOf } from './replay-report.ts'
import { SessionEvents } from './session-events.ts'
import { commandIn } from './session-records.ts'

/** What a backtest cannot have: how a session began and ended, what it was told, and snapshots, which go by its batches. */
const SESSION_ALONE: readonly SessionEvent['type'][] = ['started', 'ended', 'command', 'account']

const ENDED = `{"type":"${'ended' satisfies SessionEvent['type']}"`

/** The records of a session, gathered; its bars go where they are asked to. */
interface Gathered {
  readonly texts: readonly { readonly text: string; readonly sequence: number }[]
  readonly commands: readonly CommandGiven[]
  /** Whether the journal tells the end of the session. */
  readonly hasEnded: boolean
}

/**
 * Plays the candles of a session as a backtest does, all of them there from the start, and compares what it decides with what the session
 * decided. What a person told the session is told to the backtest at the same time of the market. A session without an end is
 * compared up to its last record: a crash may have taken what followed from its last bars.
 * @param records those after the first
 */
export function compareWithBacktest(
  options: RunOptions,
  records: Iterable<JournalRecord>,
): ReplayReport & { readonly hasEnded: boolean } {
  const bars = options.markets.map(({ bars }) => {
    const own = new Bars(bars.timeframe)
    own.series = bars.series
    return own
  })
  const { texts, commands, hasEnded } = gather(records, bars)
  const comparer = new EventComparer()
  const events = new SessionEvents(options, (event) => {
    if (!SESSION_ALONE.includes(event.type)) comparer.give(event)
  })
  const markets = options.markets.map((market, m) => ({ ...market, bars: bars[m] as Bars }))
  playAll(new SimulatedRun({ ...options, markets, observer: events }), bars, commands)
  for (const { text, sequence } of texts) comparer.expect(text, sequence)
  if (hasEnded) comparer.expectNothing()
  const played = bars.reduce((sum, { length }) => sum + length, 0)
  return { ...reportOf(comparer, played), hasEnded }
}

function gather(records: Iterable<JournalRecord>, bars: readonly Bars[]): Gathered {
  const texts: { text: string; sequence: number }[] = []
  const commands: CommandGiven[] = []
  let hasEnded = false
  for (const record of records) {
    if (record.type === 'bars') {
      appendRecord(bars[record.market] as Bars, record)
      continue
    }
    hasEnded ||= record.text.startsWith(ENDED)
    const command = commandIn(record.text)
    if (command !== undefined) commands.push(command)
    else if (!SESSION_ALONE.some((type) => record.text.startsWith(`{"type":"${type}"`))) texts.push(record)
  }
  return { texts, commands, hasEnded }
}

/** Plays everything, stopping for each command after the moment that it was given at. */
function playAll(run: SimulatedRun, bars: readonly Bars[], commands: readonly CommandGiven[]): void {
  const timeline = new Timeline(bars)
  for (const command of commands) {
    let moments = 0
    while (timeline.closesAt < (command.at ?? Number.NEGATIVE_INFINITY) && timeline.next()) moments += 1
    run.play(moments)
    applyCommand(run, command)
  }
  run.play(Number.POSITIVE_INFINITY)
}
