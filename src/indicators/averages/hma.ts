import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'
import { wma } from './wma.ts'

/** The Hull average before its last smoothing, an indicator of its own so that it can be averaged like any other. */
const rawHull = defineIndicator({
  name: 'raw-hull',
  title: 'Hull moving average before smoothing',
  about: '2 x WMA(period / 2, rounded down) - WMA(period).',
  params: { period: integer(20, { min: 2, max: 5000 }) },
  lines: ['raw'],
  takesSource: true,
  warmup: ({ period }) => ({ raw: period - 1 }),
  create: ({ lines }, { period }, out) =>
    new WeightedSum(
      [
        { weight: 2, line: lines(wma, { period: Math.floor(period / 2) }).wma },
        { weight: -1, line: lines(wma, { period }).wma },
      ],
      out.raw,
    ),
})

/**
 * Hull moving average: WMA(root of period) of 2 x WMA(period / 2) - WMA(period). Half the period and its root are rounded
 * down; the half is in Tulip too. A. Hull, 2005.
 */
export const hma = defineIndicator({
  name: 'hma',
  title: 'Hull moving average',
  about:
    'WMA(root of period) of 2 x WMA(period / 2) - WMA(period); half the period and the root of it are rounded down.',
  params: { period: integer(20, { min: 2, max: 5000 }) },
  lines: ['hma'],
  takesSource: true,
  warmup: ({ period }) => ({ hma: period + smoothing(period) - 2 }),
  share: ({ lines }, { period }) => ({
    hma: lines(wma, { period: smoothing(period) }, lines(rawHull, { period }).raw).wma,
  }),
})

function smoothing(period: number): number {
  return Math.floor(Math.sqrt(period))
}
