/** What a strategy of a user's own is written with. */
export { boolean, choice, integer, number } from './core/params.ts'
export type { EntrySignal, FlatSignal, Signal } from './core/signal.ts'
export * from './indicators/catalogue.ts'
export { crossesAbove, crossesBelow, Line } from './indicators/line.ts'
export type { Lines } from './indicators/lines.ts'
export { Bar } from './strategies/bar.ts'
export { type Decide, defineStrategy, type StrategyDefinition, type StrategyTools } from './strategies/strategy.ts'
export { barsAt, type SignalAt, signalsOf } from './strategies/try-strategy.ts'
