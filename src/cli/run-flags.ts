import type { Command } from 'commander'
import { Option } from 'commander'
import { listOption, numberOption, paramOption } from './command.ts'

/** What `backtest` and `paper` share on the command line. */
export interface RunFlags {
  readonly strategy?: string[]
  readonly timeframe?: string
  readonly dataFile?: string[]
  readonly symbol?: string[]
  readonly detailFile?: string[]
  readonly fundingFile?: string[]
  readonly timerange?: string
  readonly param?: Record<string, string>
  readonly seed: number
  readonly capital: number
  readonly riskPct: number
  readonly maxPositions: number
  readonly leverage: number
  readonly maxHoldHours: number
  readonly fee?: number
  readonly makerFee: number
  readonly takerFee: number
  readonly slippage: number
  readonly priceImpact: number
  readonly volumeLimit: number
  readonly latencyMs: number
  readonly limitFill: 'touch' | 'through'
  readonly tickSize?: number
  readonly lotSize?: number
  readonly minNotional?: number
  readonly json?: boolean
  readonly report?: string
  readonly trades?: string
}

/** Adds the flags to a command. */
export function addRunFlags(command: Command): Command {
  return addOutputFlags(addMarketFlags(addAccountFlags(addDataFlags(command))))
}

function addDataFlags(command: Command): Command {
  return command
    .option('-s, --strategy <names>', 'strategies, with commas or several times (see list-strategies)', listOption)
    .option('--data-file <files>', 'candles: .csv, .json, or either as .gz; one file for each symbol', listOption)
    .option('-p, --symbol <symbols>', 'symbols of the files: BTC/USDT is spot, BTC/USDT:USDT a perpetual', listOption)
    .option('-i, --timeframe <timeframe>', 'timeframe to trade: that of the file, or a larger one')
    .option('--timerange <days>', '20240101-20240201; either side may be left out, the last day is not included')
    .option(
      '--detail-file <files>',
      'candles of a smaller timeframe that decide what happened inside a bar',
      listOption,
    )
    .option('--funding-file <files>', 'funding history: timestamp,funding_rate', listOption)
    .option(
      '--param <name=value>',
      'parameter of the strategy, several times; momentum.fast=10 when there are several',
      paramOption,
    )
    .addOption(
      new Option('--seed <number>', 'seed of everything left to chance').argParser(numberOption(0, 2 ** 31)).default(1),
    )
}

function addAccountFlags(command: Command): Command {
  return command
    .option('--capital <amount>', 'starting cash in quote units', numberOption(1, 1e12), 10_000)
    .option('--risk-pct <percent>', 'share of the equity that a trade loses at its stop', numberOption(0.01, 100), 1)
    .option('--max-positions <count>', 'positions at a time', numberOption(1, 1000), 3)
    .option('--leverage <factor>', 'leverage of perpetuals', numberOption(1, 125), 1)
    .option(
      '--max-hold-hours <hours>',
      'close a position after this time',
      numberOption(0.01, 1e6),
      Number.POSITIVE_INFINITY,
    )
}

function addMarketFlags(command: Command): Command {
  return command
    .option('--fee <ratio>', 'fee of every fill, in place of --maker-fee and --taker-fee', numberOption(-0.01, 0.1))
    .option('--maker-fee <ratio>', 'fee of resting orders: 0.0002 is 0.02 %', numberOption(-0.01, 0.1), 0.0002)
    .option('--taker-fee <ratio>', 'fee of orders that take liquidity', numberOption(-0.01, 0.1), 0.0006)
    .option('--slippage <ratio>', 'what a taker pays on top of the price', numberOption(0, 0.1), 0.0005)
    .option('--price-impact <ratio>', 'price impact of an order as large as its bar', numberOption(0, 1), 0)
    .option(
      '--volume-limit <share>',
      'share of a bar that can be filled',
      numberOption(0.0001, 1),
      Number.POSITIVE_INFINITY,
    )
    .option('--latency-ms <ms>', 'time from sending an order to its arrival', numberOption(0, 86_400_000), 0)
    .addOption(
      new Option('--limit-fill <rule>', 'a limit order fills when the price touches it, or only when it trades through')
        .choices(['touch', 'through'])
        .default('touch'),
    )
    .option('--tick-size <step>', 'step of prices (default: that of the first prices)', numberOption(0, 1e6))
    .option('--lot-size <step>', 'step of quantities (default: worth about one quote unit)', numberOption(1e-12, 1e9))
    .option('--min-notional <amount>', 'smallest order in quote units (default 5)', numberOption(0, 1e9))
}

function addOutputFlags(command: Command): Command {
  return command
    .option('--json', 'print one JSON document')
    .option('--trades <file>', 'write every closed trade as CSV')
    .option('--report <folder>', 'write a report: one HTML file, charts as SVG and PNG, CSV, JSON')
}
