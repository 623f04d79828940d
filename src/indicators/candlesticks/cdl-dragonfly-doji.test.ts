import { cdlDragonflyDoji } from './cdl-dragonfly-doji.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlDragonflyDoji, {
  bars: [[1000, 1003, 960, 1000]],
  value: 100,
  not: {
    'there is an upper shadow': { 0: [1000, 1004, 960, 1000] },
    'there is no lower shadow': { 0: [1000, 1003, 996, 1000] },
    'the body is too large': { 0: [1005, 1008, 960, 1000] },
  },
})
