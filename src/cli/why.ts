import * as z from 'zod'
import { PlimsollError } from '../core/errors.ts'
import type { FunnelCounts } from '../engine/funnel.ts'
import { formatTime } from '../market/format-time.ts'
import { funnelStages } from '../research/metrics/funnel-stages.ts'
import { readTextFile } from '../store/read-file.ts'
import { defineCommand } from './command.ts'
import { type FlagsOf, on, text } from './flag.ts'
import { formatTable, printJson, printLine } from './output.ts'

const flags = {
  symbol: text('symbol', 'only what was refused of this symbol', { short: 'p' }),
  strategy: text('name', 'only what was refused of this strategy', { short: 's' }),
  json: on('print one JSON document'),
}

/** `plimsoll why REPORT`: what became of every signal of a run. */
export const command = defineCommand({
  about: 'Says what became of the signals of a run: how many got how far, and which rule refused the others.',
  examples: ['why reports/btc', 'why reports/btc --symbol BTC/USDT:USDT', 'why result.json --json'],
  takes: '<report>',
  takesAbout: 'the folder that --report named, its result.json, or what --json printed',
  flags,
  run: (given, [path = '']) => run(path, given),
})

const count = z.int().nonnegative()

const runSchema = z.object({
  funnel: z.object({
    entrySignals: count,
    exitSignals: count,
    placed: count,
    filled: count,
    filledLate: count,
    waiting: count,
    onTheWay: count,
    refusals: z.array(
      z.object({
        stage: z.enum(['graded', 'allowed', 'sized', 'placed', 'filled', 'left', 'order']),
        rule: z.string(),
        symbol: z.string(),
        strategy: z.string(),
        count: z.int().positive(),
        firstAt: z.number(),
        lastAt: z.number(),
        lastReason: z.string(),
      }),
    ),
  }),
})

function run(path: string, { symbol, strategy, json }: FlagsOf<typeof flags>): void {
  const funnel = readFunnel(path)
  const { stages, missing } = funnelStages(funnel)
  const refusals = funnel.refusals.filter(
    (refusal) => (symbol ?? refusal.symbol) === refusal.symbol && (strategy ?? refusal.strategy) === refusal.strategy,
  )
  if (json) return printJson({ ...funnel, stages, missing, refusals })
  printLine(
    formatTable(
      ['entries', 'so far', 'refused here'],
      stages.map(({ stage, count, refused }) => [stage, count, refused]),
    ),
  )
  printRest(funnel, missing)
  if (refusals.length > 0) printLine(`\n${refusalTable(refusals)}`)
  else if (funnel.refusals.length > 0) printLine(`\n${nothingOf(funnel)}`)
}

function printRest({ waiting, onTheWay, filledLate, exitSignals, refusals }: FunnelCounts, missing: number): void {
  const notLeft = refusals.reduce((sum, { stage, count }) => sum + (stage === 'left' ? count : 0), 0)
  if (waiting + onTheWay > 0)
    printLine(`${waiting} wait for an opposite position to be closed, ${onTheWay} are on their way.`)
  if (filledLate > 0) printLine(`${filledLate} filled after they had been given up.`)
  printLine(`Signals to leave: ${exitSignals}, of which ${notLeft} were refused.`)
  if (missing > 0)
    printLine(`warning: ${missing} signals are not accounted for. This is a bug in Plimsoll, please report it.`)
}

/** Nothing is left of the refusals that were asked for: perhaps a name is not spelt as the run has it. */
function nothingOf({ refusals }: FunnelCounts): string {
  const names = new Set(refusals.map(({ symbol, strategy }) => `${symbol} by ${strategy}`))
  return `Nothing of that was refused. There are refusals of ${[...names].join(', ')}.`
}

function refusalTable(refusals: FunnelCounts['refusals']): string {
  return formatTable(
    ['refused at', 'rule', 'symbol', 'strategy', 'times', 'last', 'why, that time'],
    refusals.map(({ stage, rule, symbol, strategy, count, lastAt, lastReason }) => [
      stage,
      rule,
      symbol,
      strategy,
      count,
      formatTime(lastAt),
      lastReason,
    ]),
  )
}

function readFunnel(path: string): FunnelCounts {
  const file = path.endsWith('.json') ? path : `${path}/result.json`
  const text = readTextFile(file)
  const cure = 'Name the folder of a report, its result.json, or what backtest --json printed.'
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new PlimsollError('data', `${file} is no JSON: ${error instanceof Error ? error.message : ''}`, cure)
  }
  const read = runSchema.safeParse(json)
  if (read.success) return read.data.funnel
  const [issue] = read.error.issues
  throw new PlimsollError(
    'data',
    `${file} does not tell what became of signals: ${issue?.path.join('.')}: ${issue?.message}`,
    cure,
  )
}
