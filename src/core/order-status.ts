import { fail } from './assert.ts'

/**
 * The life of an order as the engine knows it. `in-flight` means sent and not answered; `unknown` means that the answer never came
 * (a timeout, a server error): the order may live. Both keep their risk reserved.
 */
export type OrderStatus =
  | 'in-flight'
  | 'open'
  | 'cancelling'
  | 'unknown'
  | 'filled'
  | 'cancelled'
  | 'refused'
  | 'expired'

export type OrderEvent =
  | 'accepted'
  | 'partlyFilled'
  | 'filled'
  | 'cancelRequested'
  | 'cancelled'
  | 'refused'
  | 'expired'
  | 'timedOut'

/**
 * Where each event leads; an absent pair is a bug or a lying venue. Ended orders still take fills: a fill that was on its way
 * while the order was cancelled is real, and the books follow the venue.
 */
export const orderTransitions: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderEvent, OrderStatus>>>>> = {
  'in-flight': {
    accepted: 'open',
    partlyFilled: 'open',
    filled: 'filled',
    cancelRequested: 'cancelling',
    cancelled: 'cancelled',
    refused: 'refused',
    expired: 'expired',
    timedOut: 'unknown',
  },
  open: {
    partlyFilled: 'open',
    filled: 'filled',
    cancelRequested: 'cancelling',
    cancelled: 'cancelled',
    expired: 'expired',
    timedOut: 'unknown',
  },
  cancelling: {
    accepted: 'cancelling',
    partlyFilled: 'cancelling',
    filled: 'filled',
    cancelled: 'cancelled',
    refused: 'refused',
    expired: 'expired',
    timedOut: 'unknown',
  },
  unknown: {
    accepted: 'open',
    partlyFilled: 'open',
    filled: 'filled',
    cancelled: 'cancelled',
    refused: 'refused',
    expired: 'expired',
    timedOut: 'unknown',
  },
  filled: {},
  cancelled: { partlyFilled: 'cancelled', filled: 'filled' },
  refused: {},
  expired: { partlyFilled: 'expired', filled: 'filled' },
}

/** The status after `event`. */
export function nextOrderStatus(status: OrderStatus, event: OrderEvent): OrderStatus {
  return orderTransitions[status][event] ?? fail(`an order that is ${status} cannot be ${event}`)
}

/** True when nothing more is expected of the order. */
export function isOrderEnded(status: OrderStatus): boolean {
  return status === 'filled' || status === 'cancelled' || status === 'refused' || status === 'expired'
}
