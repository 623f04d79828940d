import { adx } from './adx.ts'
import { aroon } from './aroon.ts'
import { atr } from './atr.ts'
import { bollinger } from './bollinger.ts'
import { choppiness } from './choppiness.ts'
import { donchian } from './donchian.ts'
import { ema } from './ema.ts'
import { fisher } from './fisher.ts'
import { fractalBands } from './fractal-bands.ts'
import { heikinAshi } from './heikin-ashi.ts'
import { highest } from './highest.ts'
import { ichimoku } from './ichimoku.ts'
import { keltner } from './keltner.ts'
import { lowest } from './lowest.ts'
import { macd } from './macd.ts'
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
import { sma } from './sma.ts'
import { squeeze } from './squeeze.ts'
import { starc } from './starc.ts'
import { stdev } from './stdev.ts'
import { stochastic } from './stochastic.ts'
import { supertrend } from './supertrend.ts'
import { tr } from './tr.ts'
import { ulcer } from './ulcer.ts'
import { volatilityStop } from './volatility-stop.ts'
import { volume } from './volume.ts'
import { vortex } from './vortex.ts'
import { vwap } from './vwap.ts'
import { wma } from './wma.ts'
import { zscore } from './zscore.ts'

/** Every indicator by the name that users type. To add one: its file, its test, its line here. */
export const indicators = {
  adx,
  aroon,
  atr,
  bollinger,
  choppiness,
  donchian,
  ema,
  fisher,
  fractalBands,
  heikinAshi,
  highest,
  ichimoku,
  keltner,
  lowest,
  macd,
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
  sma,
  squeeze,
  starc,
  stdev,
  stochastic,
  supertrend,
  tr,
  ulcer,
  volatilityStop,
  volume,
  vortex,
  vwap,
  wma,
  zscore,
} as const
