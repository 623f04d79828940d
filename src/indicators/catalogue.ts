import { adx } from './adx.ts'
import { alligator } from './alligator.ts'
import { aroon } from './aroon.ts'
import { atr } from './atr.ts'
import { bollinger } from './bollinger.ts'
import { choppiness } from './choppiness.ts'
import { dema } from './dema.ts'
import { donchian } from './donchian.ts'
import { ema } from './ema.ts'
import { envelope } from './envelope.ts'
import { epma } from './epma.ts'
import { fisher } from './fisher.ts'
import { fractalBands } from './fractal-bands.ts'
import { heikinAshi } from './heikin-ashi.ts'
import { highest } from './highest.ts'
import { hma } from './hma.ts'
import { ichimoku } from './ichimoku.ts'
import { kama } from './kama.ts'
import { keltner } from './keltner.ts'
import { lowest } from './lowest.ts'
import { macd } from './macd.ts'
import { mcginley } from './mcginley.ts'
import { midpoint } from './midpoint.ts'
import { obv } from './obv.ts'
import { parkinson } from './parkinson.ts'
import { pivotPoints } from './pivot-points.ts'
import { price } from './price.ts'
import { psar } from './psar.ts'
import { realisedVolatility } from './realised-volatility.ts'
import { regime } from './regime.ts'
import { rma } from './rma.ts'
import { rocBands } from './roc-bands.ts'
import { rsi } from './rsi.ts'
import { slope } from './slope.ts'
import { sma } from './sma.ts'
import { squeeze } from './squeeze.ts'
import { starc } from './starc.ts'
import { stdev } from './stdev.ts'
import { stochastic } from './stochastic.ts'
import { supertrend } from './supertrend.ts'
import { tema } from './tema.ts'
import { tr } from './tr.ts'
import { ulcer } from './ulcer.ts'
import { volatilityStop } from './volatility-stop.ts'
import { volume } from './volume.ts'
import { vortex } from './vortex.ts'
import { vwap } from './vwap.ts'
import { vwma } from './vwma.ts'
import { wma } from './wma.ts'
import { zscore } from './zscore.ts'

/** Every indicator by the name that users type. To add one: its file, its test, its line here. */
export const indicators = {
  adx,
  alligator,
  aroon,
  atr,
  bollinger,
  choppiness,
  dema,
  donchian,
  ema,
  envelope,
  epma,
  fisher,
  fractalBands,
  heikinAshi,
  highest,
  hma,
  ichimoku,
  kama,
  keltner,
  lowest,
  macd,
  mcginley,
  midpoint,
  obv,
  parkinson,
  pivotPoints,
  price,
  psar,
  realisedVolatility,
  regime,
  rma,
  rocBands,
  rsi,
  slope,
  sma,
  squeeze,
  starc,
  stdev,
  stochastic,
  supertrend,
  tema,
  tr,
  ulcer,
  volatilityStop,
  volume,
  vortex,
  vwap,
  vwma,
  wma,
  zscore,
} as const
