import { adx } from './adx.ts'
import { atr } from './atr.ts'
import { bollinger } from './bollinger.ts'
import { donchian } from './donchian.ts'
import { ema } from './ema.ts'
import { highest } from './highest.ts'
import { lowest } from './lowest.ts'
import { rma } from './rma.ts'
import { rsi } from './rsi.ts'
import { sma } from './sma.ts'
import { stdev } from './stdev.ts'
import { tr } from './tr.ts'

/** Every indicator by the name that users type. To add one: its file, its test, its line here. */
export const indicators = { adx, atr, bollinger, donchian, ema, highest, lowest, rma, rsi, sma, stdev, tr } as const
