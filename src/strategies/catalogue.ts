import { adxSma } from './rules/adx-sma.ts'
import { bandtastic } from './rules/bandtastic.ts'
import { breakout } from './rules/breakout.ts'
import { buyAndHold } from './rules/buy-and-hold.ts'
import { dca } from './rules/dca.ts'
import { fundingCarry } from './rules/funding-carry.ts'
import { gridTrading } from './rules/grid.ts'
import { ichimokuCloud } from './rules/ichimoku.ts'
import { keltnerBreakout } from './rules/keltner.ts'
import { meanReversion } from './rules/mean-reversion.ts'
import { momentum } from './rules/momentum.ts'
import { multiSupertrend } from './rules/multi-supertrend.ts'
import { patternVotes } from './rules/pattern.ts'
import { random } from './rules/random.ts'
import { rsiDivergence } from './rules/rsi-divergence.ts'
import { scalping } from './rules/scalping.ts'
import { squeezeRelease } from './rules/squeeze.ts'
import { trendFollowing } from './rules/trend-following.ts'
import { universalMacd } from './rules/universal-macd.ts'
import { volatilitySystem } from './rules/volatility-system.ts'
import { vwapReversion } from './rules/vwap-reversion.ts'
import type { StrategyDefinition } from './strategy.ts'

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
  scalping,
  universalMacd,
  volatilitySystem,
  vwapReversion,
  rsiDivergence,
  squeezeRelease,
  patternVotes,
  fundingCarry,
  gridTrading,
  dca,
  buyAndHold,
  random,
]
