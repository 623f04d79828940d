import { expect, test } from 'vitest'
import { age } from './handlers/age.ts'
import { percentChange } from './handlers/percent-change.ts'
import { performance } from './handlers/performance.ts'
import { rangeStability } from './handlers/range-stability.ts'
import { volatility } from './handlers/volatility.ts'
import { volume } from './handlers/volume.ts'
import { AT, candidateOf, DAY_MS, HOUR_MS } from './testing/candidates.ts'
import { evaluateUniverse, type Handler, NO_FACTS } from './universe.ts'
import { universeSchedule } from './universe-schedule.ts'

const endsAt = AT + DAY_MS
// Over the day before AT, A trades more; over the day after it, B does.
const days = (first: number, second: number) => [...Array(24).fill(first), ...Array(24).fill(second)] as number[]
const a = candidateOf({ symbol: 'A/USDT', closes: days(5, 5), endsAt, delistedAt: AT + 12 * HOUR_MS })
const b = candidateOf({ symbol: 'B/USDT', closes: days(4, 6), endsAt })
const candidates = [b, a]
const handlers = [volume({ hours: 24, top: 1 })]
const daily = () => universeSchedule({ candidates, handlers, facts: NO_FACTS, refreshHours: 24 })

test('a choice holds from its refresh to the moment before the next', () => {
  const schedule = daily()
  expect(schedule.symbolsAt(AT)).toEqual(['A/USDT'])
  expect(schedule.symbolsAt(AT + DAY_MS - 1)).toEqual(['A/USDT'])
  expect(schedule.symbolsAt(AT + DAY_MS)).toEqual(['B/USDT'])
  expect(schedule.includes('B/USDT', AT + DAY_MS - 1)).toBe(false)
  expect(schedule.includes('B/USDT', AT + DAY_MS)).toBe(true)
  expect(schedule.includes('X/USDT', AT)).toBe(false)
})

test('tells how far back it reads: the longest span before the refresh before', () => {
  const chain = [age({ minDays: 30 }), volume({ hours: 24 }), volatility({ days: 10 }), performance({ days: 3 })]
  const schedule = (used: readonly Handler[]) =>
    universeSchedule({ candidates, handlers: used, facts: NO_FACTS, refreshHours: 6 })
  expect(schedule(chain).backMs).toBe(6 * HOUR_MS + 10 * DAY_MS)
  expect(schedule([age({ minDays: 30 })]).backMs).toBe(6 * HOUR_MS)
  expect(schedule([rangeStability({ days: 2 })]).backMs).toBe(6 * HOUR_MS + 2 * DAY_MS)
  expect(schedule([percentChange({ hours: 7, order: 'descending' })]).backMs).toBe(13 * HOUR_MS)
})

test('what is delisted between two refreshes is out at once', () => {
  const schedule = daily()
  expect(schedule.includes('A/USDT', AT + 12 * HOUR_MS - 1)).toBe(true)
  expect(schedule.includes('A/USDT', AT + 12 * HOUR_MS)).toBe(false)
})

test('it says what an evaluation at the refresh says, in whatever order it is asked', () => {
  const schedule = universeSchedule({ candidates, handlers, facts: NO_FACTS, refreshHours: 4 })
  const moments = Array.from({ length: 48 }, (_, k) => AT + ((k * 17) % 48) * HOUR_MS)
  for (const at of moments) {
    const refreshAt = at - (at % (4 * HOUR_MS))
    expect(schedule.symbolsAt(at)).toEqual(evaluateUniverse(candidates, handlers, refreshAt, NO_FACTS).symbols)
  }
})

test('each refresh is evaluated once', () => {
  const asked: number[] = []
  const counts: Handler = {
    name: 'counts',
    apply: (given, { at }) => {
      asked.push(at)
      return given
    },
  }
  const schedule = universeSchedule({ candidates, handlers: [counts], facts: NO_FACTS, refreshHours: 24 })
  for (const hour of [30, 5, 0, 23, 24, 47, 1]) schedule.includes('B/USDT', AT + hour * HOUR_MS)
  expect(asked).toEqual([AT + DAY_MS, AT])
})
