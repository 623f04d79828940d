import { PlimsollError } from '../../core/errors.ts'
import { parseTime } from '../../market/candle-time.ts'
import { PRESET_NAMES } from '../../risk/presets.ts'
import { defineCommand } from '../command.ts'
import { badValue, type FlagsOf, list, number, on, parsed, text } from '../flag.ts'
import { requireRisk } from '../load-risk.ts'
import { readJsonFile } from '../read-json-file.ts'
import { checkSignal } from './check-signal.ts'
import { emptyAccount, type KnownAccount } from './known-account.ts'
import { EQUITY, parseAccount } from './parse-account.ts'
import { type Place, placeOf } from './place-of-check.ts'
import { printCheck, printCheckJson } from './print-check.ts'
import { readSignal, signalFlags } from './read-signal.ts'

const flags = {
  preset: text('name', `limits that are ready to use: ${PRESET_NAMES.join(', ')}`),
  riskFile: text('file', 'limits of your own: { "preset": "balanced", "limits": { "maxPositions": 4 } }'),
  equity: number('amount', 'an account without positions that is worth so much; without it 10000', [
    EQUITY.min,
    EQUITY.max,
  ]),
  accountFile: text(
    'file',
    'an account as JSON: equity, freeCash, dayStartEquity, monthStartEquity, peakEquity, entriesToday, positions, trades',
  ),
  ...signalFlags,
  dataFile: list('files', 'candles: give the price, the steps of the market and its average true range'),
  symbol: list('symbols', 'symbol of the signal, or one for each data file; that of the signal comes first', {
    short: 'p',
  }),
  tickSize: number('step', 'step of prices; without it that of the candles, or none', [0, 1e6]),
  lotSize: number('step', 'step of quantities; without it worth about one quote unit', [1e-12, 1e9]),
  minNotional: number('amount', 'smallest order in quote units; without it 5', [0, 1e9]),
  takerFee: number('ratio', 'fee of orders that take liquidity', [-0.01, 0.1], { initial: 0.0006 }),
  slippage: number('ratio', 'what a taker pays on top of the price', [0, 0.1], { initial: 0.0005 }),
  atr: number('price', 'average true range; without it that of the candles', [1e-12, 1e12]),
  at: parsed('time', 'moment that is judged, UTC; without it the end of the candles, or now', momentOf),
  json: on('print one JSON document'),
}

type Flags = FlagsOf<typeof flags>

/** `plimsoll risk check`: what every rule says of one signal, and what size comes of it. */
export const command = defineCommand({
  about: 'Replays one signal against an account: what each risk rule says of it, and the size that comes of it.',
  examples: [
    'risk check --preset autonomous --equity 10000 --symbol BTC/USDT:USDT --side long --price 42500 --stop-loss 41800 --take-profit 44500 --confidence 0.7 --leverage 5 --atr 350',
    'risk check --preset balanced --data-file BTCUSDT-1h.csv --side short --stop-loss-pct 2',
    'risk check --risk-file risk.json --signal-file signal.json --account-file account.json --json',
  ],
  flags,
  run,
})

async function run(given: Flags): Promise<void> {
  const settings = await requireRisk(given)
  const asked = await readSignal(given)
  const place = await placeOf(given, asked)
  const account = await accountOf(given, place)
  const check = checkSignal({ settings, asked, place, account, costs: given })
  if (given.json) printCheckJson(check)
  else printCheck(check)
}

const EXAMPLE = '{ "equity": 10000, "dayStartEquity": 10200 }'

async function accountOf({ equity, accountFile }: Flags, { now, files }: Place): Promise<KnownAccount> {
  if (accountFile === undefined) return emptyAccount(equity ?? 10_000)
  if (equity !== undefined) {
    throw new PlimsollError(
      'usage',
      '--equity and --account-file are given',
      'The file says what the account is worth.',
    )
  }
  const priceOf = (symbol: string) => {
    if (symbol === now.instrument.symbol) return now.price
    const bars = files.find(({ instrument }) => instrument.symbol === symbol)?.bars
    return bars?.close[bars.indexAtOrAfter(now.at - bars.timeframeMs + 1) - 1]
  }
  return readJsonFile(accountFile, EXAMPLE, (json) => parseAccount(json, { at: now.at, priceOf }))
}

function momentOf(given: string, name: string): number {
  const at = parseTime(given)
  if (!Number.isNaN(at)) return at
  throw badValue(name, given, 'Use a time as in 2024-01-31T12:00, or a day as in 2024-01-31.')
}
