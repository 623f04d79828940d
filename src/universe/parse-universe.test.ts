import { expect, test } from 'vitest'
import type { PlimsollError } from '../core/errors.ts'
import { HANDLERS, parseUniverse } from './parse-universe.ts'
import { AT, candidateOf } from './testing/candidates.ts'
import { evaluateUniverse, NO_FACTS } from './universe.ts'

test('a list of handlers becomes a chain in its order', () => {
  const chain = parseUniverse([
    { handler: 'volume', hours: 1, top: 2 },
    { handler: 'offset', skip: 1 },
  ])
  const markets = [
    ['A/USDT', 1],
    ['B/USDT', 3],
    ['C/USDT', 2],
  ] as const
  const candidates = markets.map(([symbol, close]) => candidateOf({ symbol, closes: [close] }))
  expect(chain.map(({ name }) => name)).toEqual(['volume', 'offset'])
  expect(evaluateUniverse(candidates, chain, AT, NO_FACTS).symbols).toEqual(['C/USDT'])
})

test('what is not given has its usual value', () => {
  const [volume] = parseUniverse([{ handler: 'volume', minVolume: 10 }])
  expect(volume?.explain?.(candidateOf({ closes: [9] }), { at: AT, facts: NO_FACTS })).toBe(
    'SOL/USDT: 24h volume 9 USDT is below 10',
  )
})

test('a handler has the name that it is called by', () => {
  const needed: Record<string, object> = {
    static: { symbols: ['A/USDT'] },
    age: { minDays: 1 },
    spread: { maxBps: 1 },
    precision: { maxTickPct: 1 },
  }
  for (const name of Object.keys(HANDLERS)) {
    expect(parseUniverse([{ handler: name, ...needed[name] }]).map((handler) => handler.name)).toEqual([name])
  }
})

function refusalOf(json: unknown): { message: string; cure: string } {
  try {
    parseUniverse(json, 'universe.json')
  } catch (error) {
    const { message, cure } = error as PlimsollError
    return { message, cure }
  }
  return { message: 'accepted', cure: '' }
}

test('a wrong name is answered with the nearest one', () => {
  expect(refusalOf([{ handler: 'volumes' }])).toEqual({
    message: 'universe.json item 1: unknown handler "volumes"',
    cure: expect.stringContaining('Did you mean "volume"?') as string,
  })
  expect(
    refusalOf([
      { handler: 'age', minDays: 1 },
      { handler: 'volume', tpo: 20 },
    ]),
  ).toEqual({
    message: 'universe.json item 2 (volume) has no "tpo"',
    cure: 'Did you mean "top"? Known: hours, top, minVolume.',
  })
  // A key of every object is no handler.
  expect(refusalOf([{ handler: 'constructor' }]).message).toBe('universe.json item 1: unknown handler "constructor"')
})

test.each([
  [{ handler: 'volume' }, 'universe.json is not a list of handlers'],
  [[{ top: 20 }], 'universe.json item 1 names no handler'],
  [['volume'], 'universe.json item 1 names no handler'],
  [[{ handler: 'volume', top: 0 }], 'universe.json item 1 (volume): "top" is wrong or missing'],
  [[{ handler: 'volume', top: '20' }], 'universe.json item 1 (volume): "top" is wrong or missing'],
  [[{ handler: 'age' }], 'universe.json item 1 (age): "minDays" is wrong or missing'],
  [[{ handler: 'static', symbols: [] }], 'universe.json item 1 (static): "symbols" is wrong or missing'],
  [[{ handler: 'static', symbols: ['A', 1] }], 'universe.json item 1 (static): "symbols.1" is wrong or missing'],
  [[{ handler: 'without', groups: ['memes'] }], 'universe.json item 1 (without): "groups.0" is wrong or missing'],
  [[{ handler: 'price', min: 5, max: 4 }], 'universe.json item 1 (price): min 5 is above max 4'],
  [[{ handler: 'volatility', minPct: 2, maxPct: 1 }], 'universe.json item 1 (volatility): minPct 2 is above maxPct 1'],
])('%j is refused', (json, message) => {
  expect(refusalOf(json).message).toBe(message)
})
