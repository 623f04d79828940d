import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-signals-'))
  writeFileSync(join(cwd, 'good.csv'), candleText(600))
  mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
  const own = (name: string, act: string) =>
    writeFileSync(
      join(cwd, 'plimsoll', 'strategies', `${name}.ts`),
      `export const strategy = { name: '${name}', about: 'x', timeframe: '5m', invalidation: 'never', params: {},
  build: () => (bar) => { ${act} } }\n`,
    )
  own(
    'sure',
    `if (bar.index === 500) return { side: 'long', confidence: 0.9, stopLossPct: 50, reason: 'a round number' }`,
  )
  own('broken', `if (bar.index === 500) throw new Error('no luck')`)
  own('nan', `return { side: 'long', confidence: 0.5, stopLoss: NaN, reason: 'x' }`)
})
afterAll(() => rmSync(cwd, { recursive: true }))

const SIGNALS = ['signals', '--data-file', 'good.csv']

test('tells what a strategy stands for, with levels, grade and reason, and the best of all', async () => {
  const { code, stdout, stderr } = await runCli([...SIGNALS, '-s', 'sure,momentum'], { cwd })
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/LONG by sure \(confidence 0.90, score \d+\)/)
  expect(stdout).toMatch(/entry [\d.]+, stop [\d.]+ \(50\.\d\d %\), TP1 [\d.]+ \(1\.0R, 50 %\), TP2/)
  expect(stdout).toContain('why: a round number')
  expect(stdout).toContain('void when: never')
  expect(stdout).toContain('99 bars ago')
  expect(stdout).toMatch(/best: .* long by sure, grade [ABC], confidence 0\.90\n$/)
})

test('as JSON it says the same, and who is silent', async () => {
  const { stdout } = await runCli([...SIGNALS, '-s', 'sure,momentum', '--fuse', '--json'], { cwd })
  const { markets, best } = JSON.parse(stdout)
  const { signals, silent, failed } = markets[0]
  const card = signals.find(({ strategy }: { strategy: string }) => strategy === 'sure')
  expect(card).toMatchObject({ side: 'long', confidence: 0.9, ageBars: 99, reason: 'a round number' })
  expect(card.targets.map(({ share }: { share: number }) => share)).toEqual([0.5, 0.3, 0.2])
  expect(card.stopPrice).toBeCloseTo(card.entryPrice / 2, 9)
  expect(failed).toEqual([])
  expect([...signals.map(({ strategy }: { strategy: string }) => strategy), ...silent].toSorted()).toEqual([
    'fused',
    'momentum',
    'sure',
  ])
  expect(best.strategy).toBe('sure')
})

test('one that fails is named, the others are heard', async () => {
  const { code, stdout, stderr } = await runCli([...SIGNALS, '-s', 'broken,nan,sure,scalping'], { cwd })
  expect(code).toBe(0)
  expect(stdout).toContain('LONG by sure')
  expect(stderr).toContain('strategy broken threw no luck at the bar of')
  expect(stderr).toContain('strategy nan returned a signal with stopLoss NaN')
  expect(stderr).toMatch(/strategy scalping: \w+ needs .*: the market has no series/)
})

test('without a strategy all are asked; none that is sure enough is no best', async () => {
  const args = [...SIGNALS, '--strategy-path', 'none', '--min-confidence', '1']
  const { code, stdout } = await runCli(args, { cwd })
  expect(code).toBe(0)
  expect(stdout).toContain('best: none is as sure as 1')
})
