import type { SignalAt } from '../try-strategy.ts'

export { barsAt, signalsOf } from '../try-strategy.ts'

/** The entries alone, as `12 long`. */
export function entriesOf(signals: readonly SignalAt[]): string[] {
  return signals.filter(({ side }) => side !== 'flat').map(({ bar, side }) => `${bar} ${side}`)
}

/** `count` closes from `from` on, each `change` above the one before. */
export function ramp(from: number, change: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => from + change * k)
}
