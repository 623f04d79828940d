import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { normalisedMacd } from '../momentum/normalised-macd.ts'

/**
 * Percentage volume oscillator: the MACD of the volume in percent of its slow average, each average seeded by the mean
 * of its first values.
 */
export const pvo = defineIndicator({
  name: 'pvo',
  title: 'Percentage volume oscillator',
  about:
    'pvo = 100 x (EMA(fast) - EMA(slow)) / EMA(slow) of the volume, 0 when that is 0; signal = EMA(signal) of it, histogram = pvo - signal. All EMAs seeded by the mean.',
  params: {
    fast: integer(12, { min: 1, max: 5000 }),
    slow: integer(26, { min: 1, max: 5000 }),
    signal: integer(9, { min: 1, max: 5000 }),
  },
  lines: ['pvo', 'signal', 'histogram'],
  takesSource: false,
  warmup: ({ fast, slow, signal }) => {
    const first = Math.max(fast, slow) - 1
    return { pvo: first, signal: first + signal - 1, histogram: first + signal - 1 }
  },
  share: ({ bars, lines }, params) => {
    const averages = lines(normalisedMacd, { ...params, seed: 'mean' }, { column: bars.volumeColumn, warmup: 0 })
    return { pvo: averages.normalisedMacd, signal: averages.signal, histogram: averages.histogram }
  },
})
