import { defineIndicator } from '../indicator.ts'

/** The traded amount of the bar, so that other indicators can read it. */
export const volume = defineIndicator({
  name: 'volume',
  title: 'Volume',
  about: 'The traded amount of the bar, in base units or contracts.',
  params: {},
  lines: ['volume'],
  takesSource: false,
  warmup: () => ({ volume: 0 }),
  share: ({ bars }) => ({ volume: { column: bars.volumeColumn, warmup: 0 } }),
})
