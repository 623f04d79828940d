import { expect, test } from 'vitest'
import { age } from './handlers/age.ts'
import { staticList } from './handlers/static.ts'
import { volume } from './handlers/volume.ts'
import { AT, candidateOf, DAY_MS } from './testing/candidates.ts'
import { evaluateUniverse, type Handler, NO_FACTS } from './universe.ts'

test('a market is there from its listing on and not at its delisting', () => {
  const market = candidateOf({ listedAt: AT, delistedAt: AT + DAY_MS })
  const at = (moment: number) => evaluateUniverse([market], [], moment, NO_FACTS)
  const listing = (reason: string) => ({ symbols: [], removed: [{ symbol: 'SOL/USDT', handler: 'listing', reason }] })
  expect(at(AT - 1)).toEqual(listing('SOL/USDT: is not listed before 2024-01-31 00:00'))
  expect(at(AT)).toEqual({ symbols: ['SOL/USDT'], removed: [] })
  expect(at(AT + DAY_MS - 1)).toEqual({ symbols: ['SOL/USDT'], removed: [] })
  expect(at(AT + DAY_MS)).toEqual(listing('SOL/USDT: is not traded any more since 2024-02-01 00:00'))
})

test('each handler sees what the ones before it left, and each removal names one', () => {
  const old = { listedAt: AT - 40 * DAY_MS }
  const markets = [
    candidateOf({ symbol: 'C/USDT', closes: [30], ...old }),
    candidateOf({ symbol: 'B/USDT', closes: [20], listedAt: AT - DAY_MS }),
    candidateOf({ symbol: 'A/USDT', closes: [10], ...old }),
    candidateOf({ symbol: 'D/USDT', closes: [90], ...old }),
  ]
  const chain = [
    staticList({ symbols: ['A/USDT', 'B/USDT', 'C/USDT'] }),
    volume({ hours: 1, top: 2 }),
    age({ minDays: 30 }),
  ]
  expect(evaluateUniverse(markets, chain, AT, NO_FACTS)).toEqual({
    symbols: ['C/USDT'],
    removed: [
      { symbol: 'D/USDT', handler: 'static', reason: 'D/USDT: is not in the list of 3, which starts with A/USDT' },
      { symbol: 'A/USDT', handler: 'volume', reason: 'A/USDT: 1h volume 10 USDT is not among the top 2' },
      { symbol: 'B/USDT', handler: 'age', reason: 'B/USDT: age of 1 days is below 30' },
    ],
  })
})

test('without a handler that orders them candidates stand by symbol', () => {
  const markets = ['B/USDT', 'a', 'A/USDT'].map((symbol) => ({ ...candidateOf({}), symbol }))
  expect(evaluateUniverse(markets, [], AT, NO_FACTS).symbols).toEqual(['A/USDT', 'B/USDT', 'a'])
})

test('a handler without words of its own is named all the same', () => {
  const none: Handler = { name: 'none', apply: () => [] }
  expect(evaluateUniverse([candidateOf({})], [none], AT, NO_FACTS).removed).toEqual([
    { symbol: 'SOL/USDT', handler: 'none', reason: 'SOL/USDT: is taken out by none' },
  ])
})

test('a symbol that is there twice, and a handler that adds one, are bugs', () => {
  const market = candidateOf({})
  const at = (handler: Handler) => () => evaluateUniverse([market], [handler], AT, NO_FACTS)
  const adds: Handler = { name: 'adds', apply: (given) => [...given, candidateOf({ symbol: 'X/USDT' })] }
  const doubles: Handler = { name: 'doubles', apply: (given) => [...given, ...given] }
  expect(() => evaluateUniverse([market, market], [], AT, NO_FACTS)).toThrow('SOL/USDT is a candidate twice')
  expect(at(adds)).toThrow('handler adds gave back a candidate that it was not given, or one twice')
  expect(at(doubles)).toThrow('handler doubles gave back')
})
