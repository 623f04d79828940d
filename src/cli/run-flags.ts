import { WEIGHTINGS } from '../signals/weights.ts'
import { choice, type FlagsOf, list, number, on, pairs, text, texts } from './flag.ts'
import { lakeFlag } from './lake-flag.ts'
import { strategyPathFlag } from './load-strategy.ts'

const dataFlags = {
  strategy: list('names', 'strategies, with commas or several times (see list-strategies)', { short: 's' }),
  strategyPath: strategyPathFlag,
  dataFile: list('files', 'candles: .csv, .json, either as .gz, or lake:binance/spot/BTC/USDT/1h; one for each symbol'),
  datadir: lakeFlag,
  symbol: list('symbols', 'symbols of the files: BTC/USDT is spot, BTC/USDT:USDT a perpetual', { short: 'p' }),
  timeframe: text('timeframe', 'timeframe to trade: that of the file, or a larger one', { short: 'i' }),
  timerange: text('days', '20240101-20240201; either side may be left out, the last day is not included'),
  detailFile: list('files', 'candles of a smaller timeframe that decide what happened inside a bar'),
  fundingFile: list('files', 'funding history: timestamp,funding_rate'),
  seriesFile: list(
    'files',
    'order book, open interest …: timestamp,bid_depth,ask_depth,spread_bps,open_interest,benchmark',
  ),
  param: pairs('parameter of the strategy, several times; momentum.fast=10 when there are several'),
  seed: number('number', 'seed of everything left to chance', [0, 2 ** 31], { initial: 1 }),
}

const accountFlags = {
  capital: number('amount', 'starting cash in quote units', [1, 1e12], { initial: 10_000 }),
  preset: text('name', 'limits that are ready to use: small-account, balanced … (see risk explain)'),
  riskFile: text('file', 'limits of your own, as JSON (see risk explain)'),
  riskPct: number(
    'percent',
    'share of the equity that a trade loses at its stop; 1, or what the preset says',
    [0.01, 100],
  ),
  fuse: on('fuse the strategies into one signal a symbol; --param fused.weighting, fused.minConfidence …'),
  byRegime: on('strategies enter only in the market regimes that they are made for'),
  allocation: choice('rule', 'how strategies share the capital', ['none', ...WEIGHTINGS], { initial: 'none' }),
  minConfidence: number('0 to 1', 'no entry that is less sure', [0, 1]),
  maxExposure: number('percent', 'all positions together, in percent of the equity', [1, 100_000]),
  universe: text('name', 'enter only symbols of a universe: top-7, liquid, or a JSON file (see universe)'),
  ranksFile: text('file', 'market cap ranks for the universe: date,symbol,rank'),
  refreshHours: number('hours', 'how often the universe is chosen anew', [0.01, 10_000], { initial: 24 }),
  maxPositions: number('count', 'positions at a time; 3, or what the preset says', [1, 1000]),
  leverage: number('factor', 'leverage of perpetuals', [1, 125], { initial: 1 }),
  invalidWhen: texts('condition', 'close any position when one is met, several times: "adx < 25"'),
  maxHoldHours: number('hours', 'close a position after this time', [0.01, 1e6], { initial: Number.POSITIVE_INFINITY }),
}

const marketFlags = {
  fee: number('ratio', 'fee of every fill, in place of --maker-fee and --taker-fee', [-0.01, 0.1]),
  makerFee: number('ratio', 'fee of resting orders: 0.0002 is 0.02 %', [-0.01, 0.1], { initial: 0.0002 }),
  takerFee: number('ratio', 'fee of orders that take liquidity', [-0.01, 0.1], { initial: 0.0006 }),
  slippage: number('ratio', 'what a taker pays on top of the price', [0, 0.1], { initial: 0.0005 }),
  priceImpact: number('ratio', 'price impact of an order as large as its bar', [0, 1], { initial: 0 }),
  volumeLimit: number('share', 'share of a bar that can be filled', [0.0001, 1], { initial: Number.POSITIVE_INFINITY }),
  latencyMs: number('ms', 'time from sending an order to its arrival', [0, 86_400_000], { initial: 0 }),
  limitFill: choice('rule', 'a limit order fills when the price touches it, or trades through', ['touch', 'through'], {
    initial: 'touch',
  }),
  tickSize: number('step', 'step of prices; without it that of the first prices', [0, 1e6]),
  lotSize: number('step', 'step of quantities; without it worth about one quote unit', [1e-12, 1e9]),
  minNotional: number('amount', 'smallest order in quote units; without it 5', [0, 1e9]),
}

const outputFlags = {
  json: on('print one JSON document'),
  trades: text('file', 'write every closed trade as CSV'),
  report: text('folder', 'write a report: one HTML file, charts as SVG and PNG, CSV, JSON'),
}

/** What `backtest` and `paper` share on the command line. */
export const runFlags = { ...dataFlags, ...accountFlags, ...marketFlags, ...outputFlags }

export type RunFlags = FlagsOf<typeof runFlags>
