import { cdlEngulfing } from './cdl-engulfing.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlEngulfing, {
  bars: [
    [1010, 1015, 995, 1000],
    [999, 1012, 998, 1011],
  ],
  value: 100,
  mirrored: -100,
  not: {
    'both ends are equal': { 1: [1000, 1012, 998, 1010] },
    'the bar before has the same colour': { 0: [1000, 1015, 995, 1010] },
    'its close does not reach the open before': { 1: [999, 1012, 998, 1009] },
    'its open does not reach the close before': { 1: [1001, 1015, 998, 1012] },
  },
})

testPattern(cdlEngulfing, {
  when: 'when it opens at the close before',
  bars: [
    [1010, 1015, 995, 1000],
    [1000, 1012, 998, 1011],
  ],
  value: 100,
  mirrored: -100,
})

testPattern(cdlEngulfing, {
  when: 'when it closes at the open before',
  bars: [
    [1010, 1015, 995, 1000],
    [999, 1012, 998, 1010],
  ],
  value: 100,
  mirrored: -100,
})
