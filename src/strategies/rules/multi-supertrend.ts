import { integer, number } from '../../core/params.ts'
import { supertrend } from '../../indicators/trend/supertrend.ts'
import { defineStrategy } from '../strategy.ts'

/** Three Supertrends of growing width: all three must agree, and the widest is the stop. */
export const multiSupertrend = defineStrategy({
  name: 'multi-supertrend',
  about: 'Enters when three Supertrends of growing width agree; leaves when the narrowest turns.',
  timeframe: '1h',
  regimes: ['trending'],
  params: {
    period: integer(10, { min: 2, max: 200 }),
    narrow: number(1.5, { min: 0.2, max: 10 }),
    middle: number(3, { min: 0.3, max: 15 }),
    wide: number(4.5, { min: 0.5, max: 20 }),
  },
  indicators: { supertrend },
  build({ lines, params }) {
    const { period } = params
    const narrow = lines.supertrend({ period, multiple: params.narrow })
    const middle = lines.supertrend({ period, multiple: params.middle })
    const wide = lines.supertrend({ period, multiple: params.wide })
    const leaveLong = { side: 'flat', from: 'long', reason: 'the narrowest Supertrend turned down' } as const
    const leaveShort = { side: 'flat', from: 'short', reason: 'the narrowest Supertrend turned up' } as const
    return (bar) => {
      const near = narrow.direction.at(bar)
      const sum = near + middle.direction.at(bar) + wide.direction.at(bar)
      const before = narrow.direction.before(bar, 1) + middle.direction.before(bar, 1) + wide.direction.before(bar, 1)
      const stopLoss = wide.supertrend.at(bar)
      if (sum === 3 && before < 3)
        return { side: 'long', confidence: 0.65, stopLoss, reason: 'three Supertrends point up' }
      if (sum === -3 && before > -3)
        return { side: 'short', confidence: 0.65, stopLoss, reason: 'three Supertrends point down' }
      if (near < 0) return leaveLong
      return near > 0 ? leaveShort : undefined
    }
  },
})
