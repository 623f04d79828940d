import { assert } from '../core/assert.ts'
import type { RunRecorder } from '../engine/run-recorder.ts'
import type { Bars } from '../market/bars.ts'
import { Timeline } from '../market/timeline.ts'
import type { RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import type { RunPast } from './run-past.ts'
import type { CloseTimes, EquityCurve, RunResult } from './run-result.ts'

/**
 * What a finished run leaves behind.
 * @param past of a run that has dropped bars
 */
export function resultOf(options: RunOptions, { recorder, memory, engine }: SimulatedRun, past?: RunPast): RunResult {
  const timeframe = options.markets[0]?.bars.timeframe
  assert(timeframe !== undefined, 'a run has at least one market')
  const bars = options.markets.map((market) => market.bars)
  return {
    strategies: options.strategies.map(({ definition }) => definition.name),
    timeframe,
    capital: options.capital,
    markets: options.markets.map((market) => ({ instrument: market.instrument, bars: market.bars })),
    curve: new RecordedCurve(recorder, bars, past?.times),
    ...(past !== undefined && { held: past.held }),
    trades: recorder.trades,
    refusals: Object.fromEntries(recorder.refusals),
    funnel: recorder.funnel.counts(
      options.strategies.map(({ definition }) => definition.name),
      engine.underWay,
    ),
    states: recorder.states,
    stopped: recorder.stopped.map(({ slot, error, at }) => ({
      // Slots are numbered market by market.
      strategy: options.strategies[slot % options.strategies.length]?.definition.name ?? '',
      symbol: options.markets[Math.floor(slot / options.strategies.length)]?.instrument.symbol ?? '',
      at,
      reason: error.message,
      cure: error.cure,
    })),
    ...(options.memory !== undefined && { release: () => memory.give(recorder.equity) }),
  }
}

class RecordedCurve implements EquityCurve {
  readonly equity: Float64Array
  readonly positions: Uint8Array
  readonly #bars: readonly Bars[]
  #time: CloseTimes | undefined

  constructor({ equity, positions, length }: RunRecorder, bars: readonly Bars[], times: CloseTimes | undefined) {
    this.equity = equity.values.subarray(0, length)
    this.positions = positions.subarray(0, length)
    this.#bars = bars
    this.#time = times
  }

  get time(): CloseTimes {
    this.#time ??= closeTimes(this.#bars, this.equity.length)
    return this.#time
  }
}

/** The first `count` moments at which bars of any market close. */
function closeTimes(markets: readonly Bars[], count: number): CloseTimes {
  const [only, ...others] = markets
  if (only !== undefined && others.length === 0) return new BarCloses(only, count)
  const times = new Float64Array(count)
  new Timeline(markets).readCloses(times, 0, count)
  return times
}

/** The closes of one market need no memory of their own. */
class BarCloses implements CloseTimes {
  readonly length: number
  readonly #bars: Bars

  constructor(bars: Bars, length: number) {
    this.#bars = bars
    this.length = length
  }

  at(index: number): number | undefined {
    const i = index < 0 ? index + this.length : index
    return i >= 0 && i < this.length ? (this.#bars.time[i] as number) + this.#bars.timeframeMs : undefined
  }
}
