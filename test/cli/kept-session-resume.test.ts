import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bars } from '../../src/market/bars.ts'
import { JournalWriter } from '../../src/store/journal/journal-writer.ts'
import { appendRecord, type JournalRecord, readJournal } from '../../src/store/journal/read-journal.ts'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-resume-'))
  writeFileSync(join(cwd, 'one.csv'), candleText(600, 1))
  writeFileSync(join(cwd, 'two.csv'), candleText(600, 2))
})
afterAll(() => rmSync(cwd, { recursive: true }))

const ONE = ['-s', 'random', '--param', 'every=5', '-i', '5m', '--data-file', 'one.csv', '--speed', 'max']
const BOTH = [
  ...ONE.slice(0, -4),
  '--data-file',
  'one.csv,two.csv',
  '-p',
  'AAA/USDT:USDT,BBB/USDT:USDT',
  ...ONE.slice(-2),
]

const userdir = () => join(cwd, 'plimsoll')
const journalOf = (session: string) => join(userdir(), 'data', 'journal', session)

async function paper(session: string, ...flags: string[]): Promise<{ tradesHash: string; trades: number }> {
  const { code, stdout, stderr } = await runCli(['paper', ...flags, '--session', session, '--json'], { cwd })
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** A session that a crash cut off behind the first record that `isLast` says, with or without what the database knew of it. */
async function cutOff(session: string, flags: string[], isLast: (record: JournalRecord) => boolean) {
  const { tradesHash } = await paper(session, ...flags)
  const whole = `${journalOf(session)}-whole`
  renameSync(journalOf(session), whole)
  const writer = JournalWriter.open(journalOf(session), { session })
  for (const record of readJournal(whole)) {
    if (record.type === 'event') writer.appendText(record.text)
    else {
      const bars = new Bars('5m')
      appendRecord(bars, record)
      writer.appendBars(record.market, bars, 0, bars.length)
    }
    if (isLast(record)) break
  }
  writer.close()
  rmSync(whole, { recursive: true })
  return tradesHash
}

const resume = (session: string, flags: string[] = [], from = cwd) =>
  runCli(['paper', '--resume', session, '--speed', 'max', '--json', '--userdir', userdir(), ...flags], { cwd: from })

const barsOf = (market: number) => (record: JournalRecord) => record.type === 'bars' && record.market === market

test('a crash between the bars of two markets costs the second no bar: it comes to the same trades', async () => {
  const tradesHash = await cutOff('between', [...BOTH, '--no-database'], barsOf(0))
  const { code, stdout, stderr } = await resume('between')
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('between goes on after') })
  expect(JSON.parse(stdout).tradesHash).toBe(tradesHash)
  const { stdout: replayed } = await runCli(['replay', 'between', '--json'], { cwd })
  expect(JSON.parse(replayed)).toMatchObject({ identical: true, bars: 1200 })
})

test('parity of a session that was cut off behind its bars is compared up to there, and says so', async () => {
  await cutOff('cut', [...BOTH, '--no-database'], barsOf(1))
  const { code, stdout, stderr } = await runCli(['parity', 'cut', '--json'], { cwd })
  expect({ code, report: JSON.parse(stdout) }).toMatchObject({ code: 0, report: { identical: true } })
  expect(stderr).toContain('cut was cut short')
})

test('a journal that is older than its database is refused, and nothing is written into it', async () => {
  await cutOff('restored', ONE, barsOf(0))
  const file = join(journalOf('restored'), '000001.journal')
  const before = readFileSync(file)
  const { code, stderr } = await resume('restored')
  expect(code).toBe(1)
  expect(stderr).toContain('the journal has lost some')
  expect(readFileSync(file).equals(before)).toBe(true)
})

describe('a session goes on as it began', () => {
  test('whoever asks for something else is told that it would not hold', async () => {
    await cutOff('asked', [...ONE, '--no-database'], barsOf(0))
    const others = [
      ['--capital', '5'],
      ['-s', 'momentum'],
      ['--risk-pct', '0.5'],
      ['--session', 'other'],
      ['--no-journal'],
    ]
    for (const flags of others) {
      const { code, stderr } = await resume('asked', flags)
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('cannot be given with --resume: asked goes on as it began'),
      })
    }
  })

  test('what it began with may be said again', async () => {
    const tradesHash = await cutOff('same', [...ONE, '--no-database'], barsOf(0))
    const { stdout } = await resume('same', ['-s', 'random', '--capital', '10000', '--session', 'same'])
    expect(JSON.parse(stdout).tradesHash).toBe(tradesHash)
  })

  test('from another folder, though its candles were named from the first', async () => {
    const tradesHash = await cutOff('elsewhere', [...ONE, '--no-database'], barsOf(0))
    const { stdout } = await resume('elsewhere', [], tmpdir())
    expect(JSON.parse(stdout).tradesHash).toBe(tradesHash)
  })

  test('with --data-file when its candles have moved, as many as there are markets', async () => {
    const tradesHash = await cutOff('moved', [...BOTH, '--no-database'], barsOf(0))
    mkdirSync(join(cwd, 'attic'), { recursive: true })
    for (const file of ['one.csv', 'two.csv']) renameSync(join(cwd, file), join(cwd, 'attic', `old-${file}`))
    try {
      const lost = await resume('moved')
      expect({ code: lost.code, stderr: lost.stderr }).toEqual({ code: 1, stderr: expect.stringContaining('one.csv') })
      const few = await resume('moved', ['--data-file', 'attic/old-one.csv'])
      expect(few.stderr).toContain('moved trades 2 markets, not 1')
      const { stdout } = await resume('moved', ['--data-file', 'attic/old-one.csv,attic/old-two.csv'])
      expect(JSON.parse(stdout).tradesHash).toBe(tradesHash)
    } finally {
      for (const file of ['one.csv', 'two.csv']) renameSync(join(cwd, 'attic', `old-${file}`), join(cwd, file))
    }
  })
})
