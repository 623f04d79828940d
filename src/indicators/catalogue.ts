import { adx } from './adx.ts'
import { atr } from './atr.ts'
import { bollinger } from './bollinger.ts'
import { donchian } from './donchian.ts'
import { ema } from './ema.ts'
import { highest } from './highest.ts'
import { ichimoku } from './ichimoku.ts'
import { keltner } from './keltner.ts'
import { lowest } from './lowest.ts'
import { macd } from './macd.ts'
import { midpoint } from './midpoint.ts'
import { obv } from './obv.ts'
import { price } from './price.ts'
import { rma } from './rma.ts'
import { rsi } from './rsi.ts'
import { sma } from './sma.ts'
import { stdev } from './stdev.ts'
import { stochastic } from './stochastic.ts'
import { supertrend } from './supertrend.ts'
import { tr } from './tr.ts'
import { volume } from './volume.ts'
import { vwap } from './vwap.ts'
import { wma } from './wma.ts'

/** Every indicator by the name that users type. To add one: its file, its test, its line here. */
export const indicators = {
  adx,
  atr,
  bollinger,
  donchian,
  ema,
  highest,
  ichimoku,
  keltner,
  lowest,
  macd,
  midpoint,
  obv,
  price,
  rma,
  rsi,
  sma,
  stdev,
  stochastic,
  supertrend,
  tr,
  volume,
  vwap,
  wma,
} as const
