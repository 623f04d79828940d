import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import type {
  CommandGiven,
  FundingBooked,
  OrderFilled,
  SessionEvent,
  SessionStarted,
} from '../../core/session-event.ts'

/** An event that may move money, as far as the ledger reads it; every `SessionEvent` of these types is one. */
export type LedgerEvent =
  | Pick<SessionStarted, 'type' | 'startedAt' | 'session' | 'capital' | 'quote'>
  | Pick<CommandGiven, 'type' | 'at' | 'amount'>
  | LedgerFill
  | FundingBooked

export type LedgerFill = Omit<OrderFilled, 'side' | 'slippage' | 'liquidity'>

const number = z.number()
const text = z.string()

const eventSchema: z.ZodType<LedgerEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), startedAt: number, session: text, capital: number, quote: text }),
  z.object({ type: z.literal('command'), at: number.nullable(), amount: text.exactOptional() }),
  z.object({
    type: z.literal('fill'),
    at: number,
    order: number.nullable(),
    symbol: text,
    positionSide: z.enum(['long', 'short']),
    purpose: z.enum(['entry', 'exit']),
    quantity: number,
    contractSize: number,
    price: number,
    leverage: number,
    fee: number,
    feeAsset: text,
  }),
  z.object({ type: z.literal('funding'), at: number, symbol: text, amount: number, asset: text }),
])

/** All types of events, and whether the ledger reads them: a new one cannot be forgotten here. */
const IS_READ: Readonly<Record<SessionEvent['type'], boolean>> = {
  started: true,
  command: true,
  fill: true,
  funding: true,
  signal: false,
  refusal: false,
  order: false,
  orderChanged: false,
  trade: false,
  state: false,
  stopped: false,
  account: false,
  ended: false,
}

const typeSchema = z.object({ type: z.enum(Object.keys(IS_READ) as (keyof typeof IS_READ)[]) })

/**
 * The event of a record of a journal; undefined for one that moves no money.
 * @param where names the record, for the message when it is none
 */
export function parseLedgerEvent(record: string, where: string): LedgerEvent | undefined {
  const json = parseJson(record)
  const { type } = checked(typeSchema, json, where)
  return IS_READ[type] ? checked(eventSchema, json, where) : undefined
}

function checked<T>(schema: z.ZodType<T>, json: unknown, where: string): T {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const cure = 'It was written by another version, or by another program. See plimsoll journal verify.'
  throw new PlimsollError('data', `${where} is no event: ${z.prettifyError(result.error)}`, cure)
}

/** Undefined for what is not JSON, which no event is. */
function parseJson(record: string): unknown {
  try {
    return JSON.parse(record)
  } catch {
    return undefined
  }
}
