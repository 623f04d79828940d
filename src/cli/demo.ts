import type { Command } from 'commander'
import { resolveParams } from '../core/params.ts'
import { inferInstrument } from '../market/infer-instrument.ts'
import { generateMarket } from '../market/synthetic/generate-market.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { DEFAULT_VENUE_SETTINGS } from '../simulation/venue-settings.ts'
import { findStrategy } from '../strategies/find-strategy.ts'
import { ReplaySource } from '../trader/replay-source.ts'
import { newCommand, numberOption } from './command.ts'
import { runLiveSession } from './live-session.ts'
import { printNote } from './output.ts'
import { speedOption } from './paper.ts'
import { presentRun } from './run-output.ts'
import { rulesOf } from './run-setup.ts'

interface DemoFlags {
  readonly capital: number
  readonly speed: number
  readonly seed: number
  readonly days: number
  readonly closeOnExit?: boolean
  readonly report?: string | false
  readonly json?: boolean
}

const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT', 'XRP/USDT:USDT', 'DOGE/USDT:USDT']
const STRATEGIES = ['momentum', 'mean-reversion', 'breakout']
const DAY_MS = 86_400_000
/** The market begins here; nothing depends on the date of today. */
const FROM = Date.UTC(2024, 0, 1)
/** Played at once at the start, so that averages are warm and there is something to see. */
const HEAD_START_MS = 10 * DAY_MS

/** `plimsoll demo`, which is `npm start`. */
export function createCommand(): Command {
  return newCommand(
    'demo',
    'Shows several strategies trading a synthetic market on a paper account. No network, no keys, no money.',
    ['demo', 'demo --capital 100 --speed 1000', 'demo --speed max --json'],
  )
    .option('--capital <amount>', 'starting cash in USDT', numberOption(1, 1e12), 10_000)
    .option('--speed <factor>', '1 is real time, up to 1000; max does not wait', speedOption, 1000)
    .option('--seed <number>', 'seed of the market', numberOption(0, 2 ** 31), 7)
    .option('--days <count>', 'days of market to play', numberOption(11, 365), 90)
    .option('--close-on-exit', 'close every position when the demo is stopped')
    .option('--report <folder>', 'where the session report goes (default: plimsoll/reports/demo-<time>)')
    .option('--no-report', 'write no session report')
    .option('--json', 'print the result as one JSON document')
    .action(run)
}

async function run(flags: DemoFlags): Promise<void> {
  const options = demoRun(flags)
  const startedAt = performance.now()
  const { result, end } = await runLiveSession({
    run: options,
    source: new ReplaySource(
      options.markets.map(({ bars }) => bars),
      flags.speed,
      () => performance.now(),
      HEAD_START_MS,
    ),
    title: `demo on paper, synthetic market, ${STRATEGIES.join(', ')}, x${flags.speed}`,
    view: flags.json ? 'silent' : process.stdout.isTTY ? 'screen' : 'lines',
    closesPositions: flags.closeOnExit ?? false,
  })
  const report = flags.report === false ? undefined : (flags.report ?? defaultReport())
  const seconds = { load: 0, run: (performance.now() - startedAt) / 1000 }
  await presentRun(result, { ...flags, report }, { end, seconds })
  if (report !== undefined) printNote(`Open ${report}/report.html in a browser to see the whole session.`)
}

function demoRun({ capital, seed, days }: DemoFlags): RunOptions {
  const market = generateMarket({ symbols: SYMBOLS, timeframe: '15m', from: FROM, to: FROM + days * DAY_MS, seed })
  return {
    strategies: STRATEGIES.map((name) => {
      const definition = findStrategy(name)
      return { definition, params: resolveParams(definition.params, {}, name) }
    }),
    markets: SYMBOLS.map((symbol) => {
      const bars = market.bars[symbol]
      const funding = market.funding[symbol]
      if (bars === undefined || funding === undefined) throw new Error(`the synthetic market has no ${symbol}`)
      return { instrument: inferInstrument(symbol, bars), bars, funding }
    }),
    capital,
    leverage: 1,
    maxHoldMs: 36 * 3_600_000,
    rules: rulesOf(
      { riskPct: 1, maxPositions: SYMBOLS.length, takerFee: DEFAULT_VENUE_SETTINGS.takerFeeRate },
      SYMBOLS.length,
    ),
    venue: DEFAULT_VENUE_SETTINGS,
    seed,
  }
}

function defaultReport(): string {
  return `plimsoll/reports/demo-${new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')}`
}
