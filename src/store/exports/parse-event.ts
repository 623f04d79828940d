import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { EXIT_REASONS } from '../../core/exit-reason.ts'
import type { Trade } from '../../core/trade.ts'
import { type ExportedEvent, OTHER_TYPES } from './exported-event.ts'

const nullable = z.number().nullable()
const positionSide = z.enum(['long', 'short'])
const share = z.number()
const target = z.union([
  z.object({ share, price: z.number() }),
  z.object({ share, pct: z.number() }),
  z.object({ share, r: z.number() }),
])

const tradeSchema: z.ZodType<Trade> = z.object({
  symbol: z.string(),
  strategy: z.string(),
  side: positionSide,
  quantity: z.number(),
  leverage: z.number(),
  entryAt: z.number(),
  exitAt: z.number(),
  entryPrice: z.number(),
  exitPrice: z.number(),
  stopPrice: z.number(),
  targetPrice: nullable,
  grossPnl: z.number(),
  fees: z.number(),
  slippage: z.number(),
  funding: z.number(),
  pnl: z.number(),
  returnPct: z.number(),
  barsHeld: z.number(),
  entryReason: z.string(),
  exitReason: z.enum(EXIT_REASONS),
  confidence: z.number(),
  entries: z.number(),
  exits: z.number(),
  contributions: z.array(z.object({ strategy: z.string(), share })).nullable(),
})

const planSchema = z.object({
  reason: z.string(),
  confidence: z.number(),
  stopPrice: nullable,
  stopPct: nullable,
  targets: z.array(target),
})

const eventSchema: z.ZodType<ExportedEvent> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    session: z.string(),
    startedAt: z.number(),
    capital: z.number(),
    quote: z.string(),
  }),
  z.object({
    type: z.literal('command'),
    at: nullable,
    command: z.enum(['halt', 'resume', 'deposit', 'finish']),
    amount: z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .exactOptional(),
  }),
  z.object({
    type: z.literal('order'),
    at: z.number(),
    order: z.number(),
    strategy: z.string(),
    plan: planSchema.nullable(),
  }),
  z.object({
    type: z.literal('fill'),
    at: z.number(),
    order: nullable,
    symbol: z.string(),
    positionSide,
    purpose: z.enum(['entry', 'exit']),
    quantity: z.number(),
    contractSize: z.number(),
    price: z.number(),
    leverage: z.number(),
  }),
  z.object({ type: z.literal('trade'), at: z.number(), trade: tradeSchema }),
  z.object({ type: z.enum(OTHER_TYPES), at: nullable }),
])

/**
 * An event of a journal, as far as exports read it.
 * @param where names the record, for the message when it is none
 */
export function parseExportedEvent(text: string, where: string): ExportedEvent {
  const result = eventSchema.safeParse(parseJson(text))
  if (result.success) return result.data
  const cure = 'It was written by another version, or by another program. See plimsoll journal verify.'
  throw new PlimsollError('data', `${where} is no event: ${z.prettifyError(result.error)}`, cure)
}

/** Undefined for what is not JSON, which no event is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
