import { cdlThreeWhiteSoldiers } from './cdl-three-white-soldiers.ts'
import { testPattern } from './testing/test-pattern.ts'

// Near is 8 for the second bar and 7.36 for the third; far is 24 and 22.08.
testPattern(cdlThreeWhiteSoldiers, {
  bars: [
    [1000, 1022, 998, 1020],
    [1015, 1037, 1013, 1035],
    [1030, 1053, 1028, 1051],
  ],
  value: 100,
  not: {
    'the third body is not above the mean': { 2: [1031, 1053, 1028, 1051] },
    'the first bar has an upper shadow': { 0: [1000, 1024, 998, 1020] },
    'the second bar opens at the open of the first': { 1: [1000, 1023, 998, 1021], 2: [1025, 1048, 1023, 1046] },
    'the second bar opens far above the close of the first': {
      1: [1029, 1051, 1027, 1049],
      2: [1044, 1067, 1042, 1065],
    },
    'the second bar does not close higher': { 1: [1001, 1022, 999, 1020], 2: [1027, 1050, 1025, 1048] },
    'the third body is far smaller than the second': { 1: [1010, 1072, 1008, 1070], 2: [1060, 1099, 1058, 1097] },
  },
})
