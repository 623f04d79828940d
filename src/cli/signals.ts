import { MarketColumns } from '../indicators/market-columns.ts'
import { formatTime } from '../market/format-time.ts'
import { type CurrentSignal, currentSignal } from '../research/current-signal.ts'
import { priceDecimals } from '../research/report/price-decimals.ts'
import { bestSignal, describeCard, type SignalCard } from '../signals/signal-card.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import { defineCommand } from './command.ts'
import { type FlagsOf, number, on } from './flag.ts'
import { lakeCandles } from './lake-candles.ts'
import { loadMarkets } from './load-market.ts'
import { allStrategies } from './load-strategy.ts'
import { printJson, printLine, printNote } from './output.ts'
import { runFlags } from './run-flags.ts'
import { someFiles } from './run-setup.ts'
import { configuredStrategies, fusedStrategy } from './run-strategies.ts'

const { strategy, strategyPath, dataFile, symbol, timeframe, timerange, fundingFile, seriesFile, param } = runFlags
const { datadir, seed, fuse, tickSize, lotSize, minNotional } = runFlags

const flags = {
  ...{ strategy, strategyPath, dataFile, datadir, symbol, timeframe, timerange, fundingFile, seriesFile, param, fuse },
  minConfidence: number('0 to 1', 'least confidence of the best signal', [0, 1], { initial: 0.5 }),
  ...{ seed, tickSize, lotSize, minNotional },
  json: on('print one JSON document'),
}

type SignalFlags = FlagsOf<typeof flags>

/** `plimsoll signals`: what each strategy stands for at the last bar. */
export const command = defineCommand({
  about: 'What each strategy says at the last bar: side, levels, grade and reason, and the best of all.',
  examples: [
    'signals --data-file BTCUSDT-1h.csv.gz',
    'signals -s momentum,breakout,keltner --fuse --data-file BTCUSDT-1h.csv,ETHUSDT-1h.csv --json',
  ],
  flags,
  run,
})

/** What was said of one market. */
interface MarketSignals {
  readonly market: SimulatedMarket
  readonly said: readonly CurrentSignal[]
}

async function run(given: SignalFlags): Promise<void> {
  const { minConfidence, json } = given
  const all = given.strategy ?? (await namesOf(given.strategyPath))
  const wanted = { ...given, strategy: all }
  const members = await configuredStrategies(wanted)
  const asked = given.fuse ? [...members, await fusedStrategy(members, wanted)] : members
  const dataFile = someFiles(given.dataFile)
  const lake = await lakeCandles(dataFile, given.datadir)
  const found = loadMarkets({ ...given, dataFile, detailFile: undefined }, lake).map((market) => {
    const { bars, instrument } = market
    const columns = new MarketColumns(bars)
    const place = { symbol: instrument.symbol, columns, seed: given.seed }
    return { market, said: asked.map((one) => currentSignal(one, place)) }
  })
  const best = bestSignal(found.flatMap(cardsOf), minConfidence)
  if (json) printJson({ markets: found.map(jsonOf), best: best ?? null, minConfidence })
  else print(found, best, minConfidence)
}

/** Every strategy that is there to trade on. */
async function namesOf(folder: string): Promise<string[]> {
  const found = await allStrategies(folder)
  return found.flatMap(({ definition }) => (definition.baseline ? [] : [definition.name]))
}

function cardsOf({ said }: MarketSignals): SignalCard[] {
  return said.flatMap((one) => ('card' in one && one.card !== undefined ? [one.card] : []))
}

function jsonOf(found: MarketSignals): Readonly<Record<string, unknown>> {
  const { instrument, bars } = found.market
  return {
    symbol: instrument.symbol,
    timeframe: bars.timeframe,
    at: closeTimeOf(found.market),
    price: bars.close[bars.length - 1],
    signals: cardsOf(found),
    silent: found.said.flatMap((one) => ('card' in one && one.card === undefined ? [one.strategy] : [])),
    failed: found.said.flatMap((one) =>
      'failure' in one ? [{ strategy: one.strategy, reason: one.failure.message, cure: one.failure.cure }] : [],
    ),
  }
}

function closeTimeOf({ bars }: SimulatedMarket): number {
  return (bars.time[bars.length - 1] ?? Number.NaN) + bars.timeframeMs
}

function print(found: readonly MarketSignals[], best: SignalCard | undefined, minConfidence: number): void {
  for (const one of found) printMarket(one)
  const name = best === undefined ? '' : `${best.symbol} ${best.side} by ${best.strategy}`
  printLine(
    best === undefined
      ? `best: none is as sure as ${minConfidence}`
      : `best: ${name}, grade ${best.grade}, confidence ${best.confidence.toFixed(2)}`,
  )
}

function printMarket(found: MarketSignals): void {
  const { instrument, bars } = found.market
  const decimals = priceDecimals(found.market)
  const price = (value: number) => value.toFixed(decimals)
  const close = bars.close[bars.length - 1] ?? Number.NaN
  printLine(
    `${instrument.symbol}, ${bars.timeframe} bars, ${price(close)} at ${formatTime(closeTimeOf(found.market))}\n`,
  )
  const cards = cardsOf(found).sort((a, b) => b.score - a.score)
  for (const card of cards) {
    const [head = '', ...rest] = describeCard(card, price)
    printLine(
      `${head}\n${rest.map((line) => `   ${line}`).join('\n')}\n   given ${formatTime(card.at)}, ${card.ageBars} bars ago\n`,
    )
  }
  const silent = found.said.flatMap((one) => ('card' in one && one.card === undefined ? [one.strategy] : []))
  if (silent.length > 0) printLine(`no opinion: ${silent.join(', ')}\n`)
  for (const one of found.said) if ('failure' in one) printNote(`${one.failure.message}\n  ${one.failure.cure}`)
}
