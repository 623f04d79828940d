import { adxSma } from './adx-sma.ts'
import { bandtastic } from './bandtastic.ts'
import { breakout } from './breakout.ts'
import { buyAndHold } from './buy-and-hold.ts'
import { ichimokuCloud } from './ichimoku.ts'
import { keltnerBreakout } from './keltner.ts'
import { meanReversion } from './mean-reversion.ts'
import { momentum } from './momentum.ts'
import { multiSupertrend } from './multi-supertrend.ts'
import { random } from './random.ts'
import type { StrategyDefinition } from './strategy.ts'
import { trendFollowing } from './trend-following.ts'

/** Every strategy that comes with Plimsoll. To add one: its file, its test, its line here. */
export const strategies: readonly StrategyDefinition[] = [
  momentum,
  meanReversion,
  breakout,
  trendFollowing,
  adxSma,
  keltnerBreakout,
  ichimokuCloud,
  multiSupertrend,
  bandtastic,
  buyAndHold,
  random,
]
