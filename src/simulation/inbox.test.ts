import { describe, expect, test } from 'vitest'
import { Inbox } from './inbox.ts'
import { scenario } from './testing/scenario.ts'

const cancel = (id: number, at: number) => ({ type: 'cancel', id, at }) as const
const taken = (inbox: Inbox, at: number) => {
  const ids: number[] = []
  for (let message = inbox.take(at); message !== undefined; message = inbox.take(at)) ids.push(message.id)
  return ids
}

test('messages come out by time of arrival, those of one time in the order in which they were sent', () => {
  const inbox = new Inbox()
  for (const [id, at] of [
    [1, 30],
    [2, 10],
    [3, 20],
    [4, 10],
    [5, 30],
  ] as const)
    inbox.push(cancel(id, at))
  expect(taken(inbox, 9)).toEqual([])
  expect(taken(inbox, 10)).toEqual([2, 4])
  expect(inbox.isEmpty).toBe(false)
  expect(taken(inbox, Number.POSITIVE_INFINITY)).toEqual([3, 1, 5])
  expect(inbox.isEmpty).toBe(true)
})

describe('latency', () => {
  const settings = { latencyMs: 60_000 }

  test('a market order pays the share of the move against it: a fifth of the bar, a fifth of the way to the high', () =>
    scenario(
      { settings },
      `
      bar 100 101 99 100
      a: buy 2 market
      bar 100 105 99 101              -> a filled 2 @ 101 fee 0.1212
      b: sell 2 market reduce-only
      bar 101 106 96 105              -> b filled 2 @ 100 fee 0.12
      `,
    ))

  test('an order that comes inside the bar: a stop is taken to be hit, a target only by the close', () =>
    scenario(
      { settings },
      `
      a: buy 2 market
      bar 100 100 100 100             -> a filled 2 @ 100 fee 0.12
      b: sell 1 stop 95 reduce-only
      c: sell 1 limit 104 reduce-only
      bar 100 105 94 103              -> c open; b filled 1 @ 95 fee 0.057
      bar 103 104 102 103             -> c filled 1 @ 104 fee 0.0208
      `,
    ))

  test('a stop that comes when the price is beyond it gets the price, not its trigger', () =>
    scenario(
      { settings },
      `
      a: buy 2 market
      bar 100 100 100 100             -> a filled 2 @ 100 fee 0.12
      b: sell 2 stop 95 reduce-only
      bar 90 91 85 90                 -> b filled 2 @ 89 fee 0.1068       # 90 - 5 x 0.2
      `,
    ))

  test('a limit order that crosses when it comes takes liquidity', () =>
    scenario(
      { settings },
      `
      bar 100 100 100 100
      a: buy 2 limit 103
      bar 100 105 99 104              -> a filled 2 @ 101 fee 0.1212
      b: buy 2 limit 100 ioc
      bar 104 105 99 104              -> b cancelled: immediate or cancel: the rest found no counterpart
      `,
    ))

  test('longer than a bar, an order waits for the bar in which it comes', () =>
    scenario(
      { settings: { latencyMs: 360_000 } },
      `
      a: buy 2 market
      bar 100 105 99 101
      bar 101 106 100 102             -> a filled 2 @ 102 fee 0.1224      # 101 + 5 x 0.2
      `,
    ))

  test('a cancel can come too late', () =>
    scenario(
      { settings },
      `
      a: buy 2 limit 99
      bar 100 101 99.5 100            -> a open
      cancel a
      bar 98 99 97 98                 -> a filled 2 @ 98 fee 0.0392
      `,
    ))

  test('a trailing stop that comes inside a bar knows nothing of the high before', () =>
    scenario(
      { settings },
      `
      a: buy 2 market
      bar 100 100 100 100             -> a filled 2 @ 100 fee 0.12
      b: sell 2 trail 5% reduce-only
      bar 100 120 99 101              -> b open       # from 101: 95.95, not 114
      bar 101 102 95 96               -> b filled 2 @ 95.95 fee 0.11514
      `,
    ))
})
