import { cdlMorningDojiStar } from './cdl-morning-doji-star.ts'
import { testPattern } from './testing/test-pattern.ts'

// The star is measured by 10 % of (9 x 40 + 30) / 10 = 3.9; 30 % into the first body is 1006.3.
testPattern(cdlMorningDojiStar, {
  bars: [
    [1021, 1025, 995, 1000],
    [993, 999, 985, 990],
    [988, 1010, 985, 1007],
  ],
  value: 100,
  not: {
    'the first body is not long': { 0: [1020, 1025, 995, 1000] },
    'the star is no doji': { 1: [994, 999, 985, 990] },
    'the star touches the first body': { 1: [998, 1005, 985, 1000] },
    'the third body is not long': { 2: [989, 1010, 985, 1007] },
    'the third bar closes less than 30 % into the first body': { 2: [980, 1010, 975, 1006] },
  },
})
