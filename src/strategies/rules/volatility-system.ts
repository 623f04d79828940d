import type { PositionSide } from '../../core/order.ts'
import { integer, number } from '../../core/params.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import type { Bar } from '../bar.ts'
import { defineStrategy } from '../strategy.ts'

/** A close that leaps by some average ranges starts a move; what goes on moving is added to. */
export const volatilitySystem = defineStrategy({
  name: 'volatility-system',
  about:
    'Enters when the close leaps beyond the one before by a multiple of ATR and adds at each further step in its favour; leaves at a trailing distance from the best close.',
  timeframe: '1h',
  regimes: ['trending', 'volatile'],
  params: {
    atrPeriod: integer(14, { min: 2, max: 200 }),
    leapAtr: number(1.5, { min: 0.2, max: 10 }),
    addAtr: number(1, { min: 0.1, max: 10 }),
    stopAtr: number(3, { min: 0.2, max: 20 }),
    parts: integer(3, { min: 1, max: 10 }),
  },
  indicators: { atr },
  build({ lines, params }) {
    const { leapAtr, addAtr, stopAtr, parts } = params
    const atr = lines.atr(params.atrPeriod)
    const leave = { side: 'flat', reason: 'close beyond the trailing stop' } as const
    // What it believes that it holds: `sign` 0 is nothing.
    let sign = 0
    let held = 0
    let last = Number.NaN
    /** The stop that rests at the venue, and the one that follows the closes. */
    let resting = Number.NaN
    let trailing = Number.NaN
    let before = Number.NaN
    return (bar) => {
      const { close } = bar
      const range = atr.before(bar, 1)
      const leap = close - before
      before = close
      if (sign !== 0) return hold(bar, range)
      if (leap > leapAtr * range) return part(bar, 1, range)
      return leap < -leapAtr * range ? part(bar, -1, range) : undefined
    }

    function hold(bar: Bar, range: number) {
      const { close } = bar
      const isStopped = sign > 0 ? bar.low <= resting : bar.high >= resting
      if (isStopped || sign * (close - trailing) <= 0) {
        sign = 0
        return leave
      }
      const level = close - sign * stopAtr * range
      if (sign * (level - trailing) > 0) trailing = level
      return held < parts && sign * (close - last) >= addAtr * range ? part(bar, sign, range) : undefined
    }

    function part(bar: Bar, side: number, range: number) {
      const { close } = bar
      const isFirst = sign === 0
      const level = close - side * stopAtr * range
      if (!(level > 0)) return undefined
      if (isFirst) trailing = level
      resting = trailing
      sign = side
      held = isFirst ? 1 : held + 1
      last = close
      const name: PositionSide = side > 0 ? 'long' : 'short'
      const what = isFirst ? `a leap of more than ${leapAtr} ATR` : `${addAtr} ATR further: part ${held} of ${parts}`
      const signal = { side: name, confidence: 0.55, stopLoss: resting, sizeShare: 1 / parts, reason: what } as const
      return isFirst ? signal : ({ ...signal, adds: true } as const)
    }
  },
})
