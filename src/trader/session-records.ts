import { z } from 'zod'
import { PlimsollError } from '../core/errors.ts'
import type { CommandGiven, SessionEvent, SessionStarted } from '../core/session-event.ts'
import type { JournalRecord } from '../store/journal/read-journal.ts'

const nullableTime = z.number().nullable()

const startedSchema: z.ZodType<SessionStarted> = z.strictObject({
  type: z.literal('started'),
  startedAt: z.number(),
  session: z.string(),
  mode: z.enum(['paper', 'live']),
  version: z.string(),
  node: z.string(),
  exchange: z.string(),
  capital: z.number(),
  quote: z.string(),
  leverage: z.number(),
  timeframe: z.string(),
  markets: z.array(
    z.strictObject({
      symbol: z.string(),
      tickSize: z.number(),
      lotSize: z.number(),
      minNotional: z.number(),
      contractSize: z.number(),
      listedAt: nullableTime,
      delistedAt: nullableTime,
    }),
  ),
  strategies: z.array(z.string()),
  settings: z.record(z.string(), z.unknown()),
  inputs: z.array(z.strictObject({ setting: z.string(), file: z.string(), sha256: z.string() })),
})

const commandSchema = z.strictObject({
  type: z.literal('command'),
  at: nullableTime,
  command: z.enum(['halt', 'resume', 'deposit', 'finish']),
  by: z.string(),
  reason: z.string(),
  state: z.enum(['close_only', 'halted', 'halted_flat']).exactOptional(),
  amount: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .exactOptional(),
  closesPositions: z.boolean().exactOptional(),
}) satisfies z.ZodType<CommandGiven>

/** How a session began, and what came after. The journal is read on as it is asked for. */
export function splitStart(records: Iterable<JournalRecord>): {
  readonly started: SessionStarted
  readonly rest: Iterable<JournalRecord>
} {
  const iterator = records[Symbol.iterator]()
  const first = iterator.next()
  const text = first.done || first.value.type === 'bars' ? 'null' : first.value.text
  const started = parsed(startedSchema, text, 'the journal does not begin with the start of a session')
  return { started, rest: { [Symbol.iterator]: () => iterator } }
}

const COMMAND: SessionEvent['type'] = 'command'

/** The command that a text holds, undefined when it is another event. */
export function commandIn(text: string): CommandGiven | undefined {
  if (!text.startsWith(`{"type":"${COMMAND}"`)) return undefined
  return parsed(commandSchema, text, 'the journal holds a command that is none')
}

function parsed<T>(schema: z.ZodType<T>, text: string, what: string): T {
  const result = schema.safeParse(JSON.parse(text))
  if (result.success) return result.data
  const cure = 'It was written by another version, or by another program. See plimsoll journal verify.'
  throw new PlimsollError('data', `${what}: ${z.prettifyError(result.error)}`, cure)
}
