import { PlimsollError } from '../../core/errors.ts'
import { type Json, SettingsMistake } from '../../risk/settings-mistake.ts'
import { choice, type FlagsOf, number, on, text } from '../flag.ts'
import { flagName } from '../parse-flags.ts'
import { readJsonFile } from '../read-json-file.ts'
import { type AskedSignal, parseSignal, SIGNAL_NUMBERS } from './parse-signal.ts'

const rangeOf = (name: keyof typeof SIGNAL_NUMBERS) => [SIGNAL_NUMBERS[name].min, SIGNAL_NUMBERS[name].max] as const

/** The fields of a signal as flags. */
const fieldFlags = {
  side: choice('side', 'of the position', ['long', 'short']),
  price: number('price', 'of the market; without it the last close of --data-file', rangeOf('price')),
  stopLoss: number('price', 'of the stop; a signal has this or --stop-loss-pct', rangeOf('stopLoss')),
  stopLossPct: number('percent', 'distance of the stop from the price', rangeOf('stopLossPct')),
  takeProfit: number('price', 'of the target', rangeOf('takeProfit')),
  takeProfitPct: number('percent', 'distance of the target from the price', rangeOf('takeProfitPct')),
  confidence: number('0 to 1', 'how sure the strategy is; without it 1', rangeOf('confidence')),
  leverage: number('factor', 'leverage of a perpetual; without it 1', rangeOf('leverage')),
  sizeShare: number('share', 'share of the whole size that it asks for; without it 1', rangeOf('sizeShare')),
  maxHoldHours: number('hours', 'longest time to hold the position', [0.01, 1e6]),
  adds: on('adds to the position of this symbol and side that is open'),
}

const NAMES = Object.keys(fieldFlags) as (keyof typeof fieldFlags)[]

export const signalFlags = {
  signalFile: text('file', 'the signal as JSON, in place of the flags from --side to --adds; it can have targets'),
  ...fieldFlags,
}

type SignalFlags = FlagsOf<typeof signalFlags>

const EXAMPLE = '{ "side": "long", "price": 42500, "stopLoss": 41800 }'

/** The signal of the flags, or that of the file: one says all of it, so that nobody wonders which of the two counts. */
export async function readSignal(flags: SignalFlags): Promise<AskedSignal> {
  const { signalFile, maxHoldHours } = flags
  if (signalFile === undefined) {
    const fields = NAMES.filter((name) => name !== 'maxHoldHours').map((name) => [name, flags[name]] as const)
    return signalOfFlags({ ...Object.fromEntries(fields), maxHoldMs: maxHoldHours && maxHoldHours * 3_600_000 })
  }
  const stray = NAMES.find((name) => flags[name] !== undefined && flags[name] !== false)
  if (stray === undefined) return readJsonFile(signalFile, EXAMPLE, (json) => parseSignal(json))
  const cure = 'The file says all of the signal: write it there, or leave the file away.'
  throw new PlimsollError('usage', `--${flagName(stray)} and --signal-file are given`, cure)
}

function signalOfFlags(fields: Json): AskedSignal {
  try {
    return parseSignal(fields, (name) => `--${flagName(name)}`)
  } catch (error) {
    if (error instanceof SettingsMistake) throw new PlimsollError('usage', error.message, error.cure)
    throw error
  }
}
