import { cdlThreeOutside } from './cdl-three-outside.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlThreeOutside, {
  bars: [
    [1010, 1015, 995, 1000],
    [999, 1012, 998, 1011],
    [1011, 1015, 1005, 1012],
  ],
  value: 100,
  mirrored: -100,
  not: {
    'the second bar opens at the close of the first': { 1: [1000, 1012, 998, 1011] },
    'the second bar closes at the open of the first': { 1: [999, 1012, 998, 1010] },
    'the third bar does not close higher': { 2: [1011, 1015, 1005, 1011] },
    'the first two have one colour': { 0: [1000, 1015, 995, 1010] },
  },
})
