import { integer, number } from '../../core/params.ts'
import { sma } from '../../indicators/averages/sma.ts'
import type { Bar } from '../bar.ts'
import { VirtualPosition } from '../parts/virtual-position.ts'
import { defineStrategy } from '../strategy.ts'

/** Accumulates in parts while the price is low, and sells all of it above its mean price. */
export const dca = defineStrategy({
  name: 'dca',
  about:
    'Buys a part every so many bars while the price is below its slow average, and whenever it fell by some percent since the last part; sells all of it a percentage above the mean entry.',
  timeframe: '1h',
  params: {
    period: integer(200, { min: 2, max: 5000 }),
    everyBars: integer(24, { min: 1, max: 10_000 }),
    dropPct: number(3, { min: 0.1, max: 50 }),
    parts: integer(5, { min: 1, max: 50 }),
    targetPct: number(3, { min: 0.1, max: 100 }),
    stopPct: number(20, { min: 1, max: 90 }),
  },
  indicators: { sma },
  build({ lines, params }) {
    const { everyBars, parts, targetPct } = params
    const average = lines.sma(params.period)
    const drop = 1 - params.dropPct / 100
    // The target rests at the venue; this makes sure of it where the fills were others than believed.
    const atTarget = { side: 'flat', from: 'long', reason: 'the target above the mean entry was reached' } as const
    const held = new VirtualPosition()
    /** Bar of the last part, or of the end of the last position. */
    let lastAt = Number.NEGATIVE_INFINITY
    return (bar) => {
      if (held.isOpen && held.isStopHit(bar)) return end(bar, undefined)
      if (held.isOpen && bar.high >= held.mean * (1 + targetPct / 100)) return end(bar, atTarget)
      if (held.count >= parts) return undefined
      if (bar.close <= held.last * drop) return part(bar, `${params.dropPct} % below the last part`)
      if (!(bar.close < average.at(bar)) || bar.index - lastAt < everyBars) return undefined
      return part(bar, 'the price is below its slow average')
    }

    function part(bar: Bar, why: string) {
      lastAt = bar.index
      if (!held.isOpen) held.open('long', bar.close * (1 - params.stopPct / 100))
      held.add(bar.close)
      const { count, stop } = held
      const signal = {
        side: 'long',
        confidence: 0.5,
        stopLoss: stop,
        takeProfitPct: targetPct,
        sizeShare: 1 / parts,
        reason: `part ${count} of ${parts}: ${why}`,
      } as const
      return count === 1 ? signal : ({ ...signal, adds: true } as const)
    }

    function end<T>(bar: Bar, signal: T): T {
      held.close()
      lastAt = bar.index
      return signal
    }
  },
})
