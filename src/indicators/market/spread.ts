import { defineIndicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'

/** The newest spread between the best bid and the best ask that was known at the close of the bar. */
export const spread = defineIndicator({
  name: 'spread',
  title: 'Spread',
  about:
    'The newest value of the series spreadBps at the close of the bar: ask - bid in basis points of their mean. NaN before it begins.',
  params: {},
  lines: ['spread'],
  takesSource: false,
  warmup: () => ({ spread: 0 }),
  share: (inputs) => ({ spread: asOfBars(inputs, 'spreadBps', 'spread') }),
})
