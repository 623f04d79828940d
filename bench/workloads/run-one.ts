import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Prepare } from './workload.ts'

// `node run-one.ts NAME DATA`: does one workload in a process of its own and prints one JSON line: items, times in ms, check.
// What follows a colon in NAME says which: `strategy:momentum`. With `--in-turns` behind them it says `ready` and how many repeats there are
// when it is warm, does one for each line that it reads, and says its time.

/** The engine's flags must be set before the modules that it compiles are loaded. */
const FLAGS = new URL('../../bin/v8-flags.js', import.meta.url)

const WORKLOADS: Readonly<Record<string, (which: string) => Promise<Prepare>>> = {
  w1: async () => (await import('./columns-w1.ts')).prepare,
  w2: async () => (await import('./engine-w2.ts')).prepare,
  'w2-200k': async () => (await import('./engine-w2.ts')).prepareShort,
  w4: async () => (await import('./engine-w4.ts')).prepare,
  'w2-guarded': async (which) => (await import('./guarded-w2.ts')).prepareGuarded(which),
  paper: async () => (await import('./paper-w2.ts')).prepare,
  'paper-kept': async () => (await import('./kept-w2.ts')).prepareKept,
  replay: async () => (await import('./kept-w2.ts')).prepareReplay,
  strategy: async (which) => (await import('./strategy-alone.ts')).prepareStrategy(which),
  twelve: async () => (await import('./strategy-alone.ts')).prepareTwelve,
  'twelve-alone': async () => (await import('./strategy-alone.ts')).prepareTwelveAlone,
  latency: async () => (await import('./live-latency.ts')).prepare,
  universe: async () => (await import('./universe-500.ts')).prepareUniverse(),
  'universe-60d': async () => (await import('./universe-500.ts')).prepareUniverse(60),
  'risk-rules': async () => (await import('./risk-rules.ts')).prepareRiskRules,
  exits: async () => (await import('./thousand-exits.ts')).prepareThousandExits,
  portfolio: async () => (await import('./portfolio-risk.ts')).preparePortfolioRisk(),
  store: async (which) => (await import('./store-pages.ts')).prepareStorePages(which),
  'condition-parse': async () => (await import('./conditions.ts')).prepareParse,
  condition: async () => (await import('./conditions.ts')).prepareEvaluate,
  ledger: async () => (await import('./ledger-postings.ts')).prepareLedgerPostings,
  'journal-intents': async () => (await import('./journal-writes.ts')).prepareIntents,
  'bare-intents': async () => (await import('./journal-writes.ts')).prepareBareIntents,
  'journal-events': async () => (await import('./journal-writes.ts')).prepareEvents,
  'journal-reading': async () => (await import('./journal-writes.ts')).prepareReading,
  'journal-bars': async (which) => (await import('./journal-writes.ts')).prepareBars(which),
  'bare-bars': async () => (await import('./journal-writes.ts')).prepareBareBars,
  'lake-read': async () => (await import('./lake.ts')).prepareLakeRead,
  'lake-read-plain': async () => (await import('./lake.ts')).preparePlainRead,
  'lake-import': async () => (await import('./lake.ts')).prepareLakeImport,
  'lake-import-plain': async () => (await import('./lake.ts')).preparePlainImport,
  'memory-live': async () => (await import('./live-memory.ts')).prepare,
  'trading-signals': async () => (await import('../peers/trading-signals.ts')).prepare,
  technicalindicators: async () => (await import('../peers/technicalindicators.ts')).prepare,
  '@ixjb94/indicators': async () => (await import('../peers/ixjb94-indicators.ts')).prepare,
  grademark: async () => (await import('../peers/grademark.ts')).prepare,
  'backtest-kit': async () => (await import('../peers/backtest-kit.ts')).prepare,
}

const [name = '', data = '', order = ''] = process.argv.slice(2)
if (existsSync(FLAGS)) await import(FLAGS.href)
const [kind = '', which = ''] = name.split(':')
const load = WORKLOADS[kind]
if (load === undefined) throw new Error(`unknown workload "${name}"; known are ${Object.keys(WORKLOADS).join(', ')}`)
const { items, warmups, repeats, run } = await (await load(which))(data)
for (let k = 0; k < warmups; k++) await run()
const times: number[] = []
let check = {}
if (order === '--in-turns') {
  console.log(`ready ${repeats}`)
  for await (const _ of createInterface(process.stdin)) console.log(await repeat())
} else for (let k = 0; k < repeats; k++) await repeat()
console.log(JSON.stringify({ items, times, check }))

/** Does the work once and gives its time. */
async function repeat(): Promise<number> {
  const startedAt = performance.now()
  check = await run()
  const ms = performance.now() - startedAt
  times.push(ms)
  return ms
}
