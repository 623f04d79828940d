import { basename } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import type { Bars } from '../market/bars.ts'
import { parseTime } from '../market/candle-time.ts'
import { formatTime } from '../market/format-time.ts'
import { inferInstrument, symbolOfFileName } from '../market/infer-instrument.ts'
import { readCandles } from '../store/read-candles.ts'
import { readTextFile } from '../store/read-file.ts'
import { createPreset, PRESET_NAMES, type Preset } from '../universe/presets.ts'
import { parseRanks } from '../universe/rank-table.ts'
import { type Candidate, evaluateUniverse, NO_FACTS, type Universe } from '../universe/universe.ts'
import { defineCommand } from './command.ts'
import { badValue, choice, type FlagsOf, list, on, parsed, text } from './flag.ts'
import { formatTable, printJson, printLine, printNote } from './output.ts'
import { readChain } from './read-chain.ts'

const flags = {
  dataFile: list('files', 'candles: .csv, .json, or either as .gz; one file for each symbol', { isRequired: true }),
  preset: choice('name', 'a chain of handlers that is ready to use; without one top-7', PRESET_NAMES),
  config: text('file', 'a chain of your own: [{ "handler": "volume", "top": 20 }, …]'),
  ranksFile: text('file', 'market cap ranks: date,symbol,rank; a date counts from its first moment, UTC'),
  at: parsed('day', '20240101 or 2024-01-01T12:00, UTC; without it the end of the files', parseMoment),
  json: on('print one JSON document'),
}

type Flags = FlagsOf<typeof flags>

/** `plimsoll universe`: which symbols a chain of handlers leaves as of a moment, and why not the others. */
export const command = defineCommand({
  about: 'Chooses the symbols to trade as of a moment, and says of each other one why not.',
  examples: [
    'universe --data-file BTCUSDT-1h.csv,ETHUSDT-1h.csv,USDCUSDT-1h.csv --ranks-file ranks.csv',
    'universe --data-file BTCUSDT-1h.csv,ETHUSDT-1h.csv --config universe.json --at 20240101 --json',
  ],
  flags,
  run,
})

async function run(given: Flags): Promise<void> {
  if (given.preset !== undefined && given.config !== undefined) {
    throw new PlimsollError('usage', '--preset and --config are given', 'Choose one of them.')
  }
  const files = given.dataFile.map((path) => ({ path, bars: readBars(path) }))
  const end = Math.max(...files.map(({ bars }) => endOf(bars)))
  const candidates = files.map(({ path, bars }) => candidateOf(path, bars, end))
  refuseDoubleSymbols(candidates)
  const facts = given.ranksFile === undefined ? NO_FACTS : parseRanks(readTextFile(given.ranksFile), given.ranksFile)
  const { handlers, notes } = await chainOf(given, candidates)
  const at = given.at ?? end
  const universe = evaluateUniverse(candidates, handlers, at, facts)
  if (given.json) printJson({ at, handlers: handlers.map(({ name }) => name), notes, ...universe })
  else print(universe, at, notes)
}

function readBars(path: string): Bars {
  const bars = readCandles(path)
  if (bars.length > 0) return bars
  throw new PlimsollError('data', `${path} has no bar`, 'Fetch the file again.')
}

/** When the last bar closes. */
function endOf({ time, length, timeframeMs }: Bars): number {
  return (time[length - 1] as number) + timeframeMs
}

/** A market whose next bar is missing while another file goes on was delisted, for all that the files tell. */
function candidateOf(path: string, bars: Bars, end: number): Candidate {
  const symbol = symbolOfFileName(basename(path))
  const isOver = endOf(bars) + bars.timeframeMs <= end
  return {
    symbol,
    listedAt: bars.time[0] as number,
    delistedAt: isOver ? endOf(bars) : Number.POSITIVE_INFINITY,
    instrument: inferInstrument(symbol, bars),
    bars,
  }
}

function refuseDoubleSymbols(candidates: readonly Candidate[]): void {
  const symbols = candidates.map(({ symbol }) => symbol)
  const double = symbols.find((symbol, k) => symbols.indexOf(symbol) !== k)
  if (double === undefined) return
  throw new PlimsollError(
    'usage',
    `${double} is there twice`,
    'Give one file for each symbol, which its name starts with.',
  )
}

async function chainOf({ config, preset, ranksFile }: Flags, candidates: readonly Candidate[]): Promise<Preset> {
  if (config === undefined) {
    const hasSpreads = candidates.some(({ bars }) => bars.series.spreadBps !== undefined)
    return createPreset(preset ?? 'top-7', { hasRanks: ranksFile !== undefined, hasSpreads })
  }
  return { handlers: await readChain(config), notes: [] }
}

/** A day as --timerange has it, or a time as files write it. */
function parseMoment(given: string, name: string): number {
  const at = parseTime(given.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  if (!Number.isNaN(at)) return at
  throw badValue(name, given, 'Use a day as in 20240101, or a time as in 2024-01-01T12:00.')
}

function print({ symbols, removed }: Universe, at: number, notes: readonly string[]): void {
  printLine(`as of ${formatTime(at)} UTC: ${symbols.length} of ${symbols.length + removed.length} symbols stay\n`)
  const places = symbols.map((symbol, k) => [k + 1, symbol])
  if (places.length > 0) printLine(formatTable(['#', 'symbol'], places))
  if (removed.length > 0) {
    const rows = removed.map(({ handler, reason }) => [handler, reason])
    printLine(`${places.length > 0 ? '\n' : ''}${formatTable(['taken out by', 'because'], rows)}`)
  }
  for (const note of notes) printNote(note)
}
