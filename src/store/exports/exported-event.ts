import type {
  CommandGiven,
  OrderFilled,
  OrderSent,
  SessionEvent,
  SessionStarted,
  TradeClosed,
} from '../../core/session-event.ts'

/** Of events of these types an export reads nothing but when they happened. */
export const OTHER_TYPES = [
  'signal',
  'refusal',
  'orderChanged',
  'funding',
  'state',
  'stopped',
  'account',
  'ended',
] as const satisfies readonly SessionEvent['type'][]

/** As much of a `SessionEvent` as exports read; every `SessionEvent` is one. */
export type ExportedEvent =
  | Pick<SessionStarted, 'type' | 'session' | 'startedAt' | 'capital' | 'quote'>
  | Pick<CommandGiven, 'type' | 'at' | 'command' | 'amount'>
  | Pick<OrderSent, 'type' | 'at' | 'order' | 'strategy' | 'plan'>
  | ExportedFill
  | Pick<TradeClosed, 'type' | 'at' | 'trade'>
  | { readonly type: (typeof OTHER_TYPES)[number]; readonly at: number | null }

export type ExportedFill = Pick<
  OrderFilled,
  'type' | 'at' | 'order' | 'symbol' | 'positionSide' | 'purpose' | 'quantity' | 'contractSize' | 'price' | 'leverage'
>
