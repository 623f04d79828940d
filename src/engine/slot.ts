import type { Signal } from '../core/signal.ts'
import type { Bar } from '../strategies/bar.ts'
import { checkSignal, thrown } from '../strategies/check-signal.ts'
import type { Decide, Guard } from '../strategies/strategy.ts'

/** A strategy at work on one market. */
export interface Slot {
  readonly index: number
  /** Index of the strategy in the run. */
  readonly strategy: number
  readonly strategyName: string
  readonly market: number
  readonly sizing: 'risk' | 'share'
  readonly bar: Bar
  readonly decide: Decide
  /** Watches the time that the strategy takes; absent for those that come with Plimsoll. */
  readonly guard?: Guard | undefined
}

/** Bars that a guarded strategy is asked for at a time: each time costs as much as a thousand bars of a quick one. */
export const GUARDED_BARS = 256

/** Asks the strategy at each bar in [from, to) until it says something: its window then stands on that bar. */
export function firstSignal(slot: Slot, from: number, to: number): Signal | undefined {
  const { guard } = slot
  let signal: Signal | undefined
  try {
    if (guard === undefined) signal = ask(slot, from, to)
    else {
      for (let i = from; i < to && signal === undefined; i += GUARDED_BARS)
        signal = guard(() => ask(slot, i, Math.min(to, i + GUARDED_BARS)))
    }
  } catch (error) {
    throw thrown(slot, error)
  }
  if (signal !== undefined) checkSignal(slot, signal)
  return signal
}

function ask({ bar, decide }: Slot, from: number, to: number): Signal | undefined {
  for (let i = from; i < to; i++) {
    bar.position = i
    const signal = decide(bar)
    if (signal !== undefined) return signal
  }
  return undefined
}
