import { defineIndicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'

/** The newest open interest that was known at the close of the bar, in the unit of the file. */
export const openInterest = defineIndicator({
  name: 'openInterest',
  title: 'Open interest',
  about: 'The newest value of the series openInterest at the close of the bar. NaN before it begins.',
  params: {},
  lines: ['openInterest'],
  takesSource: false,
  warmup: () => ({ openInterest: 0 }),
  share: (inputs) => ({ openInterest: asOfBars(inputs, 'openInterest', 'openInterest') }),
})
