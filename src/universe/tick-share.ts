import { lastClose } from './closed-bars.ts'
import type { Measure } from './measured.ts'

/** What one step of the price is of the price, in percent: at 0.0002 and a tick of 0.0001 every move is at least 50 %. */
export const tickShare: Measure = {
  of: ({ bars, instrument }, { at }) => (instrument.tick.step / lastClose(bars, at)) * 100,
  missing: () => 'has no closed bar yet',
  show: (value) => `one tick is ${value} % of the price, which`,
}
