import { join } from 'node:path'
import { resolveParams } from '../core/params.ts'
import { inferInstrument } from '../market/infer-instrument.ts'
import { generateMarket } from '../market/synthetic/generate-market.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { DEFAULT_VENUE_SETTINGS } from '../simulation/venue-settings.ts'
import { userFolder } from '../store/user-folder.ts'
import { breakout } from '../strategies/rules/breakout.ts'
import { meanReversion } from '../strategies/rules/mean-reversion.ts'
import { momentum } from '../strategies/rules/momentum.ts'
import type { StrategyDefinition } from '../strategies/strategy.ts'
import { ReplaySource } from '../trader/replay-source.ts'
import { type commonFlags, defineCommand } from './command.ts'
import { type FlagsOf, number, on, text } from './flag.ts'
import { runLiveSession } from './live-session.ts'
import { printNote } from './output.ts'
import { speedFlag } from './paper.ts'
import { presentRun } from './run-output.ts'
import { rulesOf } from './run-setup.ts'

const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT', 'XRP/USDT:USDT', 'DOGE/USDT:USDT']
const STRATEGIES: readonly StrategyDefinition[] = [momentum, meanReversion, breakout]
const DAY_MS = 86_400_000
/** The market begins here; nothing depends on the date of today. */
const FROM = Date.UTC(2024, 0, 1)
/** Played at once at the start, so that averages are warm and there is something to see. */
const HEAD_START_MS = 10 * DAY_MS

const flags = {
  capital: number('amount', 'starting cash in USDT', [1, 1e12], { initial: 10_000 }),
  speed: speedFlag(1000),
  seed: number('number', 'seed of the market', [0, 2 ** 31], { initial: 7 }),
  days: number('count', 'days of market to play', [11, 365], { initial: 90 }),
  closeOnExit: on('close every position when the demo is stopped'),
  report: text('folder', 'where the session report goes; without it reports/demo-<time> in your folder'),
  noReport: on('write no session report'),
  json: on('print the result as one JSON document'),
}

type DemoFlags = FlagsOf<typeof flags & typeof commonFlags>

/** `plimsoll demo`, which is `npm start`. */
export const command = defineCommand({
  about: 'Shows several strategies trading a synthetic market on a paper account. No network, no keys, no money.',
  examples: ['demo', 'demo --capital 100 --speed 1000', 'demo --speed max --json'],
  flags,
  run,
})

async function run(given: DemoFlags): Promise<void> {
  const options = demoRun(given)
  const startedAt = performance.now()
  const { result, end } = await runLiveSession({
    run: options,
    source: new ReplaySource(
      options.markets.map(({ bars }) => bars),
      given.speed,
      () => performance.now(),
      HEAD_START_MS,
    ),
    title: `demo on paper, synthetic market, ${STRATEGIES.map(({ name }) => name).join(', ')}, x${given.speed}`,
    view: given.json ? 'silent' : process.stdout.isTTY ? 'screen' : 'lines',
    closesPositions: given.closeOnExit,
  })
  const report = given.noReport ? undefined : (given.report ?? defaultReport(given.userdir))
  const seconds = { load: 0, run: (performance.now() - startedAt) / 1000 }
  await presentRun(result, { ...given, report }, { end, seconds })
  if (report !== undefined) printNote(`Open ${report}/report.html in a browser to see the whole session.`)
}

function demoRun({ capital, seed, days }: DemoFlags): RunOptions {
  const market = generateMarket({ symbols: SYMBOLS, timeframe: '15m', from: FROM, to: FROM + days * DAY_MS, seed })
  return {
    strategies: STRATEGIES.map((definition) => ({
      definition,
      params: resolveParams(definition.params, {}, definition.name),
    })),
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

function defaultReport(userdir: string): string {
  return join(userFolder(userdir).reports, `demo-${new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')}`)
}
