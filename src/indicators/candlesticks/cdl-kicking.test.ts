import { cdlKicking } from './cdl-kicking.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlKicking, {
  bars: [
    [1021, 1023, 998, 1000],
    [1026, 1049, 1024, 1047],
  ],
  value: 100,
  mirrored: -100,
  not: {
    'there is no gap': { 1: [1025, 1048, 1023, 1046] },
    'the first body is not long': { 0: [1020, 1023, 998, 1000] },
    'the first bar has a shadow': { 0: [1021, 1023, 996, 1000] },
    'the second body is not long': { 1: [1026, 1048, 1024, 1046] },
    'the second bar has a shadow': { 1: [1026, 1051, 1024, 1047] },
    'both have one colour': { 0: [1000, 1023, 998, 1021] },
  },
})
