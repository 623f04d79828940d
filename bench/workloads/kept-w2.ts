import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SessionStarted } from '../../src/core/session-event.ts'
import type { Bars } from '../../src/market/bars.ts'
import { ColumnMemory } from '../../src/market/column-memory.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import { JournalWriter } from '../../src/store/journal/journal-writer.ts'
import { readJournal } from '../../src/store/journal/read-journal.ts'
import { JournalRecorder } from '../../src/trader/journal-recorder.ts'
import { PacedJournal } from '../../src/trader/paced-journal.ts'
import { PaperSession } from '../../src/trader/paper-session.ts'
import { SessionReplay } from '../../src/trader/replay-session.ts'
import { ReplaySource } from '../../src/trader/replay-source.ts'
import { splitStart } from '../../src/trader/session-records.ts'
import { readColumns } from './bench-data.ts'
import { crossRun } from './w2.ts'
import { measureW2 } from './w2-metrics.ts'
import type { Workload } from './workload.ts'

/** W2 through the paper runtime with its journal on, a new one for each run; all of them are removed at the end. */
export function prepareKept(data: string): Workload {
  const bars = readColumns(join(data, 'one_1m.f64'))
  const memory = new ColumnMemory()
  const folder = ownFolder()
  let runs = 0
  return { items: bars.length, warmups: 12, repeats: 7, run: () => keep(bars, memory, join(folder, String(++runs))) }
}

/** The replay of such a journal. */
export function prepareReplay(data: string): Workload {
  const bars = readColumns(join(data, 'one_1m.f64'))
  const memory = new ColumnMemory()
  const folder = ownFolder()
  let isKept = false
  const run = async () => {
    if (!isKept) await keep(bars, memory, folder)
    isKept = true
    const { started, rest } = splitStart(readJournal(folder))
    const report = new SessionReplay(started, { ...crossRun([bars], 1), memory }).run(rest)
    if (!report.identical) throw new Error(`the replay differs: ${report.difference?.why}`)
    return { events: report.events + report.bars }
  }
  return { items: bars.length, warmups: 4, repeats: 7, run }
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true }))
  return folder
}

async function keep(bars: Bars, memory: ColumnMemory, folder: string) {
  const options: RunOptions = { ...crossRun([bars], 1), memory }
  const writer = JournalWriter.open(folder, { session: 'bench', inThread: true })
  const journal = new PacedJournal(writer, undefined, () => performance.now())
  const recorder = new JournalRecorder(options, journal)
  const session = new PaperSession({ ...options, observer: recorder.events }, { recorder })
  recorder.start(STARTED)
  const end = await session.trade(new ReplaySource([bars], Number.POSITIVE_INFINITY, () => performance.now()))
  const result = session.finish(end, true)
  journal.close()
  const metrics = measureW2(result)
  result.release?.()
  return { ...metrics }
}

const STARTED: SessionStarted = {
  type: 'started',
  startedAt: 0,
  session: 'bench',
  mode: 'paper',
  version: '0',
  node: '0',
  exchange: 'simulated',
  capital: 1_000_000,
  quote: 'USDT',
  leverage: 1,
  timeframe: '1m',
  markets: [],
  strategies: [],
  settings: {},
  inputs: [],
}
