import { defineIndicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'

/** What is bid and asked in the order book near the price, in quote units, as it was last known at the close of the bar. */
export const bookDepth = defineIndicator({
  name: 'bookDepth',
  title: 'Depth of the order book',
  about:
    'bid and ask = newest values of the series bidDepth and askDepth at the close of the bar, total = their sum. NaN before they begin.',
  params: {},
  lines: ['bid', 'ask', 'total'],
  takesSource: false,
  warmup: () => ({ bid: 0, ask: 0, total: 0 }),
  share: (inputs) => ({
    bid: asOfBars(inputs, 'bidDepth', 'bookDepth'),
    ask: asOfBars(inputs, 'askDepth', 'bookDepth'),
  }),
  create: (_inputs, _params, { bid, ask, total }) =>
    new WeightedSum(
      [
        { weight: 1, line: { column: bid, warmup: 0 } },
        { weight: 1, line: { column: ask, warmup: 0 } },
      ],
      total,
    ),
})
