import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

let folder = ''
let equity = ''

const ledger = (...args: readonly string[]) => runCli(['ledger', ...args, '--userdir', join(folder, 'user')])

function balancesFile(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-ledger-'))
  const candles = join(folder, 'walk.csv')
  writeFileSync(candles, candleText(1000))
  const run = ['-s', 'random', '--param', 'every=2', '-i', '5m', '--data-file', candles, '--speed', 'max']
  const { stdout } = await runCli(['paper', ...run, '--session', 'walk', '--userdir', join(folder, 'user')])
  equity = /final equity +([\d.]+)/.exec(stdout)?.[1] ?? ''
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** What the month closed with, to its last digit. */
async function closing(): Promise<string> {
  const { stdout } = await ledger('statement', '--by', 'month', '--csv')
  return stdout.trim().split(',').at(-1) ?? ''
}

describe('plimsoll ledger statement', () => {
  test('closes with the equity that the session ended with', async () => {
    expect(equity).toMatch(/^\d+\.\d\d$/)
    expect(Number(await closing()).toFixed(2)).toBe(equity)
  })

  test('has a line a day, of which each opens where the last one closed', async () => {
    const { code, stdout } = await ledger('statement', 'walk', '--csv')
    const [heading, ...rows] = stdout.trim().split('\n')
    expect(code).toBe(0)
    expect(heading).toBe('period,asset,opening,deposits,realisedPnl,fees,funding,closing')
    const cells = rows.map((row) => row.split(','))
    expect(cells.map(([period]) => period)).toEqual([
      '2023-11-14',
      '2023-11-15',
      '2023-11-16',
      '2023-11-17',
      '2023-11-18',
    ])
    expect(cells[0]?.slice(1, 4)).toEqual(['USDT', '0', '10000'])
    for (const [k, row] of cells.entries()) if (k > 0) expect(row[2]).toBe(cells[k - 1]?.[7])
  })

  test('prints a table, and JSON', async () => {
    const table = await ledger('statement', '--by', 'month')
    expect(table.stdout).toMatch(
      /^walk, by month\nperiod +asset +opening +deposits +realised pnl +fees +funding +closing\n2023-11 +USDT +0 +10000 /,
    )
    const { stdout } = await ledger('statement', '--by', 'month', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      session: 'walk',
      by: 'month',
      lines: [
        { period: '2023-11', asset: 'USDT', opening: '0', deposits: '10000', funding: '0', closing: await closing() },
      ],
    })
  })

  test('refuses two formats, and a session that there is not', async () => {
    const both = await ledger('statement', '--json', '--csv')
    expect([both.code, both.stderr]).toEqual([2, 'error: --json and --csv are two formats\n  Give one of them.\n'])
    const other = await ledger('statement', 'wlak')
    expect([other.code, other.stdout]).toEqual([2, ''])
    expect(other.stderr).toContain('there is no session wlak')
  })
})

describe('plimsoll ledger reconcile', () => {
  test('agrees with a venue that holds what the ledger says', async () => {
    const balances = balancesFile('same.json', { balances: { USDT: await closing() } })
    const { code, stdout } = await ledger('reconcile', 'walk', '--balances', balances)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^walk, \d+ postings: ledger and venue agree in every asset\n$/)
  })

  test('names what is not explained, and exits with 1', async () => {
    const balances = balancesFile('other.json', {
      balances: { USDT: await closing(), BNB: '0.75' },
      movements: [{ asset: 'BNB', amount: '0.5', reason: 'transfer 7' }],
    })
    const { code, stdout } = await ledger('reconcile', 'walk', '--balances', balances, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      session: 'walk',
      postings: expect.any(Number),
      tolerance: '1e-8',
      residues: [
        {
          asset: 'BNB',
          ledger: '0',
          known: '0.5',
          venue: '0.75',
          residue: '0.25',
          isAboveTolerance: true,
          guess: 'a transfer in, or BNB that was there before the ledger began',
        },
      ],
    })
  })

  test('a residue of 1e-8 is named, and is no failure', async () => {
    const balances = balancesFile('near.json', {
      balances: { USDT: new Decimal(await closing()).plus('1e-8').toFixed() },
    })
    const { code, stdout } = await ledger('reconcile', 'walk', '--balances', balances)
    expect(code).toBe(0)
    expect(stdout).toContain('they differ in 1 asset\n')
    expect(stdout).toMatch(/0\.00000001 +within 1e-8 +rounding\n$/)
  })

  test('a file that is wrong is named with its line', async () => {
    const balances = balancesFile('wrong.json', { balances: { USDT: 12.5 } })
    const { code, stderr } = await ledger('reconcile', 'walk', '--balances', balances)
    expect(code).toBe(2)
    expect(stderr).toBe(
      `error: ${balances} line 1: USDT cannot be 12.5\n  Write a plain decimal in quotes, so that no digit is lost: "1017.98".\n`,
    )
  })
})
