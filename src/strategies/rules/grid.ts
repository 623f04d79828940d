import { choice, integer, number } from '../../core/params.ts'
import { sma } from '../../indicators/averages/sma.ts'
import { adx } from '../../indicators/trend/adx.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import type { Bar } from '../bar.ts'
import { PriceGrid } from '../parts/price-grid.ts'
import { VirtualPosition } from '../parts/virtual-position.ts'
import { defineStrategy } from '../strategy.ts'

/** A close this many steps behind the outermost line has left the grid; the stop lies one step behind it. */
const EDGE = 0.5

const AT_MIDDLE = { side: 'flat', reason: 'back at the middle of the grid' } as const
const LEFT = { side: 'flat', invalidates: true, reason: 'close beyond the outermost line of the grid' } as const

/** A grid around a slow average: earns on the way back and forth of a market that goes nowhere. */
export const gridTrading = defineStrategy({
  name: 'grid',
  about:
    'Buys a part at each line of a grid below a slow average and sells one a line higher; leaves at the middle, or when the price leaves the grid.',
  timeframe: '15m',
  regimes: ['ranging'],
  invalidation: 'a close beyond the outermost line of the grid',
  params: {
    period: integer(100, { min: 2, max: 2000 }),
    stepAtr: number(1.5, { min: 0.1, max: 20 }),
    levels: integer(4, { min: 1, max: 20 }),
    mostAdx: number(25, { min: 0, max: 100 }),
    sides: choice('long', 'both'),
  },
  indicators: { adx, atr, sma },
  build({ lines, params }) {
    const { levels } = params
    const average = lines.sma(params.period)
    const atr = lines.atr(14)
    const { adx } = lines.adx(14)
    const partsOff = partsOffBy(levels)
    const grid = new PriceGrid()
    const held = new VirtualPosition()
    return (bar) => {
      if (held.isOpen) return hold(bar)
      if (!grid.isOpen) open(bar)
      return grid.isOpen ? wait(bar) : undefined
    }

    /** Opens a grid where the market is quiet and the price at its average. */
    function open(bar: Bar): void {
      const middle = average.at(bar)
      const step = params.stepAtr * atr.at(bar)
      if (adx.at(bar) <= params.mostAdx && Math.abs(bar.close - middle) < step && middle > (levels + 1) * step)
        grid.open(middle, step)
    }

    /** For the first line; a price that runs away takes the grid with it. */
    function wait(bar: Bar) {
      const depth = grid.depth(bar.close, 'long')
      if (Math.abs(depth) > levels + EDGE) return end(undefined)
      if (depth >= 1) return first(bar, 'long')
      return depth <= -1 && params.sides === 'both' ? first(bar, 'short') : undefined
    }

    function first(bar: Bar, side: 'long' | 'short') {
      held.open(side, grid.line(levels + 1, side))
      return part(bar, side)
    }

    function part(bar: Bar, side: 'long' | 'short') {
      held.add(bar.close)
      const { count, stop } = held
      const place = side === 'long' ? 'below' : 'above'
      const signal = {
        side,
        confidence: 0.4 + (0.3 * count) / levels,
        stopLoss: stop,
        sizeShare: 1 / levels,
        reason: `line ${count} of ${levels} ${place} the middle of the grid`,
      } as const
      return count === 1 ? signal : ({ ...signal, adds: true } as const)
    }

    function hold(bar: Bar) {
      if (held.isStopHit(bar)) return end(undefined)
      const depth = grid.depth(bar.close, held.side)
      if (depth > levels + EDGE) return end(LEFT)
      if (depth <= 0) return end(AT_MIDDLE)
      if (depth >= held.count + 1 && held.count < levels) return part(bar, held.side)
      if (depth > held.count - 1) return undefined
      const off = partsOff[held.count]
      held.takeOne()
      return off
    }

    /** The grid is done with; the next one is opened around the average of then. */
    function end<T>(signal: T): T {
      held.close()
      grid.close()
      return signal
    }
  },
})

/** What takes one part off, by the number of parts that are held. */
function partsOffBy(levels: number) {
  const reason = 'a line back towards the middle'
  return Array.from(
    { length: levels + 1 },
    (_, held) => ({ side: 'flat', share: 1 / Math.max(1, held), reason }) as const,
  )
}
