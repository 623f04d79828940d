import { expect, test } from 'vitest'
import { scenario } from './scenario.ts'

test('a table that comes out differently is shown whole, with what came', () => {
  const wrong = () =>
    scenario(
      {},
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 99 fee 0.12
      equity
      `,
    )
  expect(wrong).toThrow(
    [
      'the scenario came out differently:',
      '  a: buy 2 market',
      '  bar 100 101 99 100  -> a filled 2 @ 100 fee 0.12',
      '!             expected-> a filled 2 @ 99 fee 0.12',
      '  equity              -> 9999.88',
      '!             expected nothing',
    ].join('\n'),
  )
})
