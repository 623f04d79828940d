import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'
import { percentChange } from '../parts/percent-change.ts'

/** The change of the open interest over `period` bars in percent; 0 when it was 0. */
export const openInterestChange = defineIndicator({
  name: 'openInterestChange',
  title: 'Change of the open interest',
  about:
    '100 x (open interest - open interest period bars before) / the latter, both as known at the close of their bar; 0 when the latter is 0.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['openInterestChange'],
  takesSource: false,
  warmup: ({ period }) => ({ openInterestChange: period }),
  share: (inputs, { period }) => {
    const openInterest = asOfBars(inputs, 'openInterest', 'openInterestChange')
    return { openInterestChange: inputs.lines(percentChange, { period }, openInterest).change }
  },
})
