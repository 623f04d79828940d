import { cdlMorningStar } from './cdl-morning-star.ts'
import { testPattern } from './testing/test-pattern.ts'

// The third body is measured by (8 x 20 + 21 + 5) / 10 = 18.6; 30 % into the first body is 1006.3.
testPattern(cdlMorningStar, {
  bars: [
    [1021, 1025, 995, 1000],
    [995, 999, 985, 990],
    [988, 1010, 985, 1007],
  ],
  value: 100,
  not: {
    'the first body is not long': { 0: [1020, 1025, 995, 1000] },
    'the star is long': { 1: [999, 999, 975, 978], 2: [980, 1010, 975, 1007] },
    'the star touches the first body': { 1: [995, 1005, 985, 1000] },
    'the third body is not long': { 2: [989, 1010, 985, 1007] },
    'the third bar closes less than 30 % into the first body': { 2: [980, 1010, 975, 1006] },
  },
})
