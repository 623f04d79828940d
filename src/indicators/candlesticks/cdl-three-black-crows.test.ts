import { cdlThreeBlackCrows } from './cdl-three-black-crows.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlThreeBlackCrows, {
  bars: [
    [1000, 1030, 990, 1020],
    [1018, 1020, 996, 998],
    [1008, 1010, 976, 978],
    [988, 990, 956, 958],
  ],
  value: -100,
  not: {
    'the bar before is black': { 0: [1020, 1030, 990, 1000] },
    'the first crow has a lower shadow': { 1: [1018, 1020, 994, 998] },
    'the first crow closes at the high of the bar before': { 0: [960, 998, 950, 990] },
    'the second crow opens at the open of the first': { 2: [1018, 1020, 976, 978] },
    'the second crow opens at the close of the first': { 2: [998, 1000, 976, 978] },
    'the third crow opens at the close of the second': { 3: [978, 980, 956, 958] },
    'the third crow does not close lower': { 3: [988, 990, 976, 978] },
  },
})
