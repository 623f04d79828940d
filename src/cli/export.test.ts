import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { candleText } from '../../test/cli/candle-text.ts'
import { Bars } from '../market/bars.ts'
import { JournalWriter } from '../store/journal/journal-writer.ts'
import { appendRecord, readJournal } from '../store/journal/read-journal.ts'
import { readSessionEvents } from './export/read-session-events.ts'
import { runCommandLine } from './run-command-line.ts'

const root = mkdtempSync(join(tmpdir(), 'plimsoll-export-'))
const userdir = join(root, 'user')
const journal = join(userdir, 'data', 'journal')
const exports = join(userdir, 'exports')

beforeAll(async () => {
  const file = join(root, 'btc.csv')
  writeFileSync(file, candleText(3000))
  const run = ['-s', 'random', '--param', 'random.every=5', '--data-file', file, '--speed', 'max', '--leverage', '2']
  const files = ['--trades', join(root, 'trades.csv'), '--report', join(root, 'report')]
  await plimsoll('paper', ...run, '--session', 'a-session', ...files)
  copyHalf('a-session', 'half-session')
}, 60_000)

afterEach(() => rmSync(exports, { recursive: true, force: true }))
afterAll(() => rmSync(root, { recursive: true }))

/** What `plimsoll …args` prints to stdout. */
async function plimsoll(...args: string[]): Promise<string> {
  const parts: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => parts.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  await runCommandLine([...args, '--userdir', userdir])
  vi.restoreAllMocks()
  return parts.join('')
}

/** The journal of a session that a crash cut off behind half of its first bars, before anything followed from them. */
function copyHalf(from: string, to: string): void {
  const writer = JournalWriter.open(join(journal, to), { session: to })
  for (const record of readJournal(join(journal, from))) {
    if (record.type === 'event') writer.appendText(record.text)
    else {
      const bars = new Bars('5m')
      appendRecord(bars, record)
      writer.appendBars(record.market, bars, 0, Math.floor(bars.length / 2))
      break
    }
  }
  writer.close()
}

test('trades are those of --trades, byte for byte', async () => {
  const file = join(exports, 'trades_a-session.csv')
  const count = readFileSync(join(root, 'trades.csv'), 'utf8').split('\n').length - 2
  expect(count).toBeGreaterThan(100)
  expect(await plimsoll('export', 'trades', 'a-session')).toBe(`${file}: ${count} trades of a-session\n`)
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(root, 'trades.csv'), 'utf8'))
})

test('a session report is that of --report, byte for byte', async () => {
  const folder = join(exports, 'session_a-session')
  const told = JSON.parse(await plimsoll('export', 'session', 'a-session', '--json'))
  expect(told).toMatchObject({ session: 'a-session', hasEnded: true, folder })
  expect(readdirSync(folder)).toEqual(readdirSync(join(root, 'report')))
  for (const file of ['report.html', 'result.json', 'trades.csv']) {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(root, 'report', file), 'utf8'))
  }
})

test('months end with what the session ended with', async () => {
  const files = ['json', 'csv'].map((format) => join(exports, `months_a-session.${format}`))
  const told = JSON.parse(await plimsoll('export', 'months', 'a-session', '--json'))
  expect(told).toEqual({ session: 'a-session', months: 1, files })
  const { session, months } = JSON.parse(readFileSync(files[0] ?? '', 'utf8'))
  const { summary } = JSON.parse(readFileSync(join(root, 'report', 'result.json'), 'utf8'))
  expect(session).toBe('a-session')
  expect(months[0]).toMatchObject({ month: '2023-11', trades: summary.trades, wins: summary.wins })
  expect(months[0].finalBalance).toBeCloseTo(summary.finalEquity, 6)
  expect(readFileSync(files[1] ?? '', 'utf8').split('\n')[1]).toMatch(/^2023-11,10000,0,/)
})

test('the memory has an entry and an exit of every trade', async () => {
  const file = join(root, 'memory.json')
  const told = JSON.parse(await plimsoll('export', 'memory', 'a-session', '--out', file, '--json'))
  const { current_month, month_stats } = JSON.parse(readFileSync(file, 'utf8'))
  const trades = readFileSync(join(root, 'trades.csv'), 'utf8').split('\n').length - 2
  expect(told).toEqual({ session: 'a-session', month: '2023-11', records: 2 * trades, file })
  expect(current_month).toBe('2023-11')
  expect(month_stats.initial_balance).toBe(10_000)
  expect(month_stats.trades.filter((record: object) => 'entry_price' in record)).toHaveLength(trades)
  expect(existsSync(exports)).toBe(false)
})

test('without a name the last session is exported, and one that was cut short as far as it came', async () => {
  expect(await plimsoll('export', 'trades')).toContain('trades of half-session')
  const told = JSON.parse(await plimsoll('export', 'session', '--json'))
  expect(told).toMatchObject({ session: 'half-session', hasEnded: false })
  const { summary } = JSON.parse(readFileSync(join(told.folder, 'result.json'), 'utf8'))
  expect(summary.trades).toBeGreaterThan(10)
})

test('events are read as they are asked for: a long session need not fit into memory', () => {
  const writer = JournalWriter.open(join(journal, 'zz-late'), { session: 'zz-late' })
  for (const record of readJournal(join(journal, 'a-session'))) {
    if (record.type === 'event') writer.appendText(record.text)
    break
  }
  writer.appendText('{"type":"of a later version"}')
  writer.close()
  const events = readSessionEvents(userdir, 'zz-late').events[Symbol.iterator]()
  expect(events.next().value).toMatchObject({ type: 'started' })
  expect(() => events.next()).toThrow('record 2 of zz-late is no event')
  rmSync(join(journal, 'zz-late'), { recursive: true })
})

test('a session that would come out otherwise has no report', async () => {
  const writer = JournalWriter.open(join(journal, 'zz-forged'), { session: 'zz-forged' })
  for (const record of readJournal(join(journal, 'a-session'))) {
    if (record.type === 'event') writer.appendText(record.text.replace('"price":', '"price":1'))
    else {
      const bars = new Bars('5m')
      appendRecord(bars, record)
      writer.appendBars(record.market, bars, 0, bars.length)
    }
  }
  writer.close()
  await expect(plimsoll('export', 'session', 'zz-forged')).rejects.toThrow('zz-forged does not come to the same again')
  expect(existsSync(exports)).toBe(false)
  rmSync(join(journal, 'zz-forged'), { recursive: true })
})

test.each([
  [['export', 'months', '--out', 'months.xlsx'], '--out cannot be "months.xlsx"'],
  [['export', 'trades', 'b-session'], 'there is no session b-session'],
  [['export', 'trades', '--out', '/no/such/folder/x.csv'], 'cannot write /no/such/folder/x.csv'],
])('%j is refused and nothing is written', async (args, message) => {
  await expect(plimsoll(...args)).rejects.toThrow(message)
  expect(existsSync(exports)).toBe(false)
})
