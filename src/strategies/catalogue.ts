import { breakout } from './breakout.ts'
import { buyAndHold } from './buy-and-hold.ts'
import { meanReversion } from './mean-reversion.ts'
import { momentum } from './momentum.ts'
import { random } from './random.ts'
import type { StrategyDefinition } from './strategy.ts'

/** Every strategy that comes with Plimsoll. To add one: its file, its test, its line here. */
export const strategies: readonly StrategyDefinition[] = [momentum, meanReversion, breakout, buyAndHold, random]
