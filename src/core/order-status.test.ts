import { describe, expect, test } from 'vitest'
import { isOrderEnded, nextOrderStatus, type OrderEvent, type OrderStatus, orderTransitions } from './order-status.ts'

const EVENTS: readonly OrderEvent[] = [
  'accepted',
  'partlyFilled',
  'filled',
  'cancelRequested',
  'cancelled',
  'refused',
  'expired',
  'timedOut',
]

/** Every status with every event, in the order above; `-` is a bug or a lying venue. */
const TABLE: Readonly<Record<OrderStatus, string>> = {
  'in-flight': 'open       open       filled cancelling cancelled refused expired unknown',
  open: '       -          open       filled cancelling cancelled -       expired unknown',
  cancelling: ' cancelling cancelling filled -          cancelled refused expired unknown',
  unknown: '    open       open       filled -          cancelled refused expired unknown',
  filled: '     -          -          -      -          -         -       -       -',
  cancelled: '  -          cancelled  filled -          -         -       -       -',
  refused: '    -          -          -      -          -         -       -       -',
  expired: '    -          expired    filled -          -         -       -       -',
}

const statuses = Object.keys(TABLE) as OrderStatus[]

test('the table names every status', () => {
  expect(statuses.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    Object.keys(orderTransitions).toSorted((a, b) => (a < b ? -1 : 1)),
  )
})

describe.each(statuses)('an order that is %s', (status) => {
  const outcomes = TABLE[status].trim().split(/\s+/)
  test.each(EVENTS.map((event, k) => [event, outcomes[k] as string]))('%s: %s', (event, next) => {
    const step = () => nextOrderStatus(status, event as OrderEvent)
    if (next === '-') expect(step).toThrow(`an order that is ${status} cannot be ${event}`)
    else expect(step()).toBe(next)
  })
})

test('an order that has ended stays ended, whatever comes', () => {
  for (const status of statuses.filter(isOrderEnded)) {
    for (const next of Object.values(orderTransitions[status])) expect(isOrderEnded(next)).toBe(true)
  }
  expect(statuses.filter(isOrderEnded)).toEqual(['filled', 'cancelled', 'refused', 'expired'])
})
