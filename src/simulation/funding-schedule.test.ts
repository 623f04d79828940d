import { describe, expect, test } from 'vitest'
import { parseFunding } from '../market/funding.ts'
import { scenario } from './testing/scenario.ts'

describe('funding', () => {
  const at = (minutes: number, rate: number) => ({ at: minutes * 60_000, rate })

  test('a long pays a positive rate on its value at the open', () =>
    scenario(
      { funding: [at(5, 0.0001)] },
      `
      a: buy 2 market
      bar 100 110 99 110              -> a filled 2 @ 100 fee 0.12
      bar 110 111 109 110             -> funding -0.022      # 0.0001 x 2 x 110
      position                        -> long 2 @ 100 margin 199.978
      equity                          -> 10019.858
      `,
    ))

  test('a short receives it', () =>
    scenario(
      { funding: [at(5, 0.0001)] },
      `
      a: sell 2 market
      bar 100 110 99 110              -> a filled 2 @ 100 fee 0.12
      bar 110 111 109 110             -> funding 0.022
      `,
    ))

  test('nobody pays who is flat, and one who enters at that very moment was not in before', () =>
    scenario(
      { funding: [at(0, 0.01), at(5, 0.01)] },
      `
      bar 100 101 99 100
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      equity                          -> 9999.88
      `,
    ))

  test('one who leaves at that moment has been in', () =>
    scenario(
      { funding: [at(5, 0.0001)] },
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      b: sell 2 market reduce-only
      bar 100 101 99 100              -> funding -0.02; b filled 2 @ 100 fee 0.12
      `,
    ))

  test('inside a bar it goes to the position that the open has left', () =>
    scenario(
      { funding: [at(7, 0.0001)] },
      `
      bar 100 101 99 100
      a: buy 2 market
      bar 100 101 99 101              -> a filled 2 @ 100 fee 0.12; funding -0.02
      `,
    ))

  test('what fell due while bars were missing is paid once, at the next open', () =>
    scenario(
      { funding: [at(10, 0.0001), at(20, 0.0001)] },
      `
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12
      gap 5
      bar 105 106 104 105             -> funding -0.021; funding -0.021
      bar 105 106 104 105
      `,
    ))

  test('a stamp that is some milliseconds late belongs to its minute', () => {
    const day = 1_700_006_400_000
    const stamped = parseFunding(`timestamp,funding_rate\n${day + 300_007},0.0001\n`, 'funding.csv')
    const funding = stamped.map((event) => ({ ...event, at: event.at - day }))
    expect(funding).toEqual([at(5, 0.0001)])
    scenario(
      { funding },
      `
      bar 100 101 99 100
      a: buy 2 market
      bar 100 101 99 100              -> a filled 2 @ 100 fee 0.12   # not in before 5:00.000
      `,
    )
  })

  test('funding brings the liquidation nearer', () =>
    scenario(
      { funding: [at(5, 0.05)] },
      `
      a: buy 10 market x10
      bar 100 101 99 100              -> a filled 10 @ 100 fee 0.6
      bar 100 101 95.4 100            -> funding -50; liquidated 10 @ 95   # margin 50: p = 950 / 9.95 = 95.477
      `,
    ))
})
