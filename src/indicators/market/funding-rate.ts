import { defineIndicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'

/** The newest funding rate that was known at the close of the bar: what longs pay to shorts, 0.0001 is 0.01 %. */
export const fundingRate = defineIndicator({
  name: 'fundingRate',
  title: 'Funding rate',
  about:
    'The newest value of the series fundingRate at the close of the bar: 0.0001 is 0.01 % that longs pay. NaN before it begins.',
  params: {},
  lines: ['fundingRate'],
  takesSource: false,
  warmup: () => ({ fundingRate: 0 }),
  share: (inputs) => ({ fundingRate: asOfBars(inputs, 'fundingRate', 'fundingRate') }),
})
