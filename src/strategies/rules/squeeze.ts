import { integer, number } from '../../core/params.ts'
import { STANDARD_TARGETS } from '../../core/standard-targets.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { squeeze } from '../../indicators/volatility/squeeze.ts'
import { defineStrategy } from '../strategy.ts'

/** The TTM squeeze (J. Carter, Mastering the Trade, 2005): what was pressed together goes the way of its momentum. */
export const squeezeRelease = defineStrategy({
  name: 'squeeze',
  about:
    'Enters when a squeeze (Bollinger bands inside the Keltner channel) releases in the direction of its momentum; leaves when momentum weakens for two bars or changes its sign.',
  timeframe: '1h',
  invalidation: 'the squeeze comes back within a few bars of its release',
  params: {
    period: integer(20, { min: 2, max: 500 }),
    deviations: number(2, { min: 0.5, max: 5 }),
    multiple: number(1.5, { min: 0.5, max: 5 }),
    leastBars: integer(6, { min: 1, max: 200 }),
    failBars: integer(3, { min: 1, max: 50 }),
    stopAtr: number(2, { min: 0.2, max: 20 }),
  },
  indicators: { atr, squeeze },
  build({ lines, params }) {
    const { period, deviations, multiple, leastBars, failBars } = params
    const { momentum, on } = lines.squeeze({ period, deviations, multiple })
    const atr = lines.atr(14)
    const turned = 'momentum turned'
    const leaveLong = { side: 'flat', from: 'long', reason: turned } as const
    const leaveShort = { side: 'flat', from: 'short', reason: turned } as const
    const failed = { side: 'flat', invalidates: true, reason: 'the squeeze came back at once' } as const
    /** Bars that the squeeze has lasted. */
    let lasted = 0
    /** The side last entered, 0 when that was left again. */
    let side = 0
    let enteredAt = 0
    return (bar) => {
      const now = momentum.at(bar)
      const isOn = on.at(bar) === 1
      const released = isOn ? 0 : lasted
      lasted = isOn ? lasted + 1 : 0
      if (side !== 0 && isOn && bar.index - enteredAt <= failBars) {
        side = 0
        return failed
      }
      const before = momentum.before(bar, 1)
      if (released >= leastBars && Math.abs(now) > Math.abs(before) && now * before >= 0) {
        const distance = params.stopAtr * atr.at(bar)
        // The stop of a long and the third target of a short must be prices, and the ATR must be known.
        if ((now > 0 ? 1 : 3) * distance < bar.close)
          return entry(Math.sign(now), bar.close, distance, released, bar.index)
      }
      if (side === 0 || !isTurned(side * now, side * before, side * momentum.before(bar, 2))) return undefined
      const left = side
      side = 0
      return left > 0 ? leaveLong : leaveShort
    }

    function entry(sign: number, close: number, distance: number, released: number, index: number) {
      side = sign
      enteredAt = index
      const way = sign > 0 ? 'up' : 'down'
      return {
        side: sign > 0 ? 'long' : 'short',
        // The longer the squeeze, the surer.
        confidence: Math.min(0.8, 0.5 + 0.01 * released),
        stopLoss: close - sign * distance,
        targets: STANDARD_TARGETS,
        reason: `a squeeze of ${released} bars released ${way}`,
      } as const
    }
  },
})

/** Whether momentum, seen from the side that is held, is gone or has weakened twice in a row. */
function isTurned(now: number, before: number, twoBefore: number): boolean {
  return now < 0 || (now < before && before < twoBefore)
}
