import { cdlRisingFallingThreeMethods } from './cdl-rising-falling-three-methods.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlRisingFallingThreeMethods, {
  bars: [
    [1000, 1032, 995, 1030],
    [1025, 1028, 1013, 1015],
    [1020, 1022, 1008, 1010],
    [1012, 1014, 1003, 1005],
    [1006, 1035, 1004, 1031],
  ],
  value: 100,
  mirrored: -100,
  not: {
    'the first body is not long': { 0: [1010, 1032, 995, 1030] },
    'a body between is not short': { 2: [1030, 1031, 1008, 1010] },
    'a bar between has the colour of the first': { 3: [1003, 1014, 1001, 1009], 4: [1010, 1035, 1004, 1031] },
    'the bars between do not go on against the first': { 3: [1017, 1019, 1003, 1010], 4: [1011, 1035, 1004, 1031] },
    'a body between lies out of the range of the first bar': { 1: [1042, 1045, 1030, 1032] },
    'the last bar opens at the close before': { 4: [1005, 1035, 1004, 1031] },
    'the last bar closes at the close of the first': { 4: [1006, 1035, 1004, 1030] },
    'the last body is not long': { 4: [1014, 1035, 1004, 1031] },
  },
})
