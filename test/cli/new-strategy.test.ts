import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-new-strategy-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

const STRATEGY = join('plimsoll', 'strategies', 'my-idea.ts')
const OTHER = join('plimsoll', 'strategies', 'other.test.ts')
const make = (...args: string[]) => runCli(['new-strategy', 'my-idea', ...args], { cwd })
const runTests = (...args: string[]) => runCli(['test-strategy', ...args], { cwd })

function write(file: string, source: string): void {
  mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
  writeFileSync(join(cwd, file), source)
}

/** Replaces `from`, which must be there, in the strategy that was made. */
function change(from: string | RegExp, to: string): void {
  const source = readFileSync(join(cwd, STRATEGY), 'utf8')
  const changed = source.replace(from, to)
  expect(changed).not.toBe(source)
  writeFileSync(join(cwd, STRATEGY), changed)
}

describe('the test that new-strategy writes', () => {
  test('passes as it stands, and says so in one line a test', async () => {
    await make()
    const { code, stdout, stderr } = await runTests()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(`${join('plimsoll', 'strategies', 'my-idea.test.ts')}
  ok    buys when the price turns up
  ok    sells when the price turns down
  ok    says nothing while nothing happens
  ok    every entry has the stop and the target of its parameters

pass 4
fail 0
`)
  })

  test.each<[string, string | RegExp, string, string]>([
    ['takes the wrong side', "side: 'long'", "side: 'short'", "'short' !== 'long'"],
    ['reads the wrong average', 'lines.ema(params.slow)', 'lines.ema(params.fast)', '+ undefined'],
    ['signals at every bar', 'if (crossesAbove(fast, slow, bar))', 'if (true)', '0 !== 40'],
    ['has no stop', 'stopLossPct: params.stopPct, ', '', 'undefined !== 5'],
    ['has a stop below 0', 'params.stopPct,', '-params.stopPct,', 'stopLossPct -2'],
    ['throws', 'return undefined', `throw new Error('no luck')`, `no luck\n        at ${STRATEGY}:`],
    ['throws in build', 'build({ lines, params }) {', 'build({ lines, params }) { lines.sma(3)', 'in build'],
    ['lost a parameter', /stopPct: number.*\n/, '', 'my-idea has no parameter "stopPct"'],
    ['does not parse', /\}\)\n$/, '', STRATEGY],
  ])('fails when the strategy %s', async (_, from, to, said) => {
    await make()
    change(from, to)
    const { code, stdout } = await runTests('my-idea')
    expect(code, stdout).toBe(1)
    expect(stdout).toContain(said)
    expect(stdout).not.toMatch(/fail 0|node:internal/)
  })

  test('runs from another folder, which every command that is suggested names', async () => {
    const made = await make('--strategy-path', 'my bots')
    expect(made.stdout).toContain('plimsoll test-strategy my-idea --strategy-path "my bots"\n')
    expect(readFileSync(join(cwd, 'my bots', 'my-idea.ts'), 'utf8')).toContain('FILE.csv --strategy-path "my bots"\n')
    expect((await runTests('--strategy-path', 'my bots')).stdout).toContain('pass 4\nfail 0\n')
  })

  test('is not written over a test that is there', async () => {
    write(join('plimsoll', 'strategies', 'my-idea.test.ts'), 'mine')
    const { code, stderr } = await make()
    expect(code).toBe(2)
    expect(stderr).toContain('my-idea.test.ts is there already')
    expect(readFileSync(join(cwd, 'plimsoll', 'strategies', 'my-idea.test.ts'), 'utf8')).toBe('mine')
  })
})

describe('test-strategy counts as failed', () => {
  const head = `import { test } from 'node:test'\n`

  test.each([
    ['a file without a test', 'export {}', 'no test in it came to its end'],
    ['a test that ends the process', `${head}test('x', () => process.exit(0))`, 'no test in it came to its end'],
    ['a file that does not parse', `${head}test('x', () => {`, `SyntaxError`],
    [
      'a file that throws behind its tests',
      `${head}test('x', () => {})\nthrow new Error('late')`,
      `late\n        at ${OTHER}:3`,
    ],
    ['an import of nothing', `import './nowhere.ts'\n${head}test('x', () => {})`, 'nowhere.ts'],
    [
      'a test that fails inside a suite',
      `import { suite, test } from 'node:test'\nsuite('s', () => { test('x', () => { throw new Error('no') }) })`,
      's > x',
    ],
    [
      'a failing hook',
      `import { before, test } from 'node:test'\nbefore(() => { throw new Error('no luck') })\ntest('x', () => {})`,
      'no luck',
    ],
    [
      'a promise that is rejected later',
      `${head}test('x', async () => { setTimeout(() => { throw new Error('late') }); await new Promise((done) => setTimeout(done, 50)) })`,
      'late',
    ],
  ])('%s, and runs the other files', async (_, source, said) => {
    await make()
    write(OTHER, source)
    const { code, stdout } = await runTests()
    expect(code, stdout).toBe(1)
    expect(stdout).toContain(said)
    expect(stdout).toMatch(/ok {4}buys when[\s\S]*fail [1-9]/)
  })

  test('one that never comes back, after the time that it is given', async () => {
    await make()
    write(OTHER, `${head}test('x', () => { for (;;); })`)
    const { code, stdout } = await runTests('--timeout-seconds', '3')
    expect(code).toBe(1)
    expect(stdout).toContain('took longer than 3 s')
    expect(stdout).toContain('pass 4\nfail 1\n')
  })
})

test('what is skipped is neither passed nor failed, and strategies without a test are named', async () => {
  await make()
  write(OTHER, `import { test } from 'node:test'\ntest.skip('later', () => { throw new Error() })`)
  write(join('plimsoll', 'strategies', 'bare.ts'), 'export const strategy = {}')
  const { code, stdout, stderr } = await runTests()
  expect(code).toBe(0)
  expect(stdout).toContain('skip  later')
  expect(stdout).toContain('pass 4\nfail 0\n')
  expect(stderr).toBe('without a test: bare\n')
})

test('only the tests of the strategies that are named run', async () => {
  await make()
  write(OTHER, 'export {}')
  expect((await runTests('my-idea')).stdout).not.toContain('other')
})

describe('list-strategies', () => {
  const list = (...args: string[]) => runCli(['list-strategies', ...args], { cwd })

  test('gives a line to each, your own at the end', async () => {
    await make()
    const lines = (await list()).stdout.trimEnd().split('\n')
    expect(lines[0]).toBe('Strategies of Plimsoll')
    expect(lines.filter((line) => line.startsWith('  momentum (5m, trending or volatile)  '))).toHaveLength(1)
    expect(lines.slice(-2)).toEqual([
      'Your own, in plimsoll/strategies',
      '  my-idea (1h)  Follows the fast average across the slow one.',
    ])
    expect(lines.join()).not.toContain('from 2 to 100')
    expect((await list('--long')).stdout).toContain('    fast             10, from 2 to 100\n')
  })

  test('says that there is no folder, or nothing in it', async () => {
    expect((await list()).stdout).toContain(
      'Your own, in plimsoll/strategies: there is no such folder (plimsoll new-strategy NAME',
    )
    mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
    expect((await list()).stdout).toContain(
      'Your own, in plimsoll/strategies: none (plimsoll new-strategy NAME writes one)',
    )
  })

  test.each([
    ['cannot be loaded', 'export const strategy = {', 'mine.ts cannot be loaded'],
    ['has the name of another', `export const strategy = { name: 'momentum' }`, 'called "momentum", its file mine.ts'],
    ['throws in build', declared(`throw new Error('no luck')`), 'strategy mine threw no luck in build'],
    ['never comes back from build', declared('for (;;) Math.sqrt(2)'), 'took longer than 2000 ms in build'],
  ])('names a file that %s with the reason, and hides no other', async (_, source, said) => {
    await make()
    write(join('plimsoll', 'strategies', 'mine.ts'), source)
    const [{ code, stdout, stderr }, json] = await Promise.all([list(), list('--json')])
    expect(code).toBe(0)
    expect(stdout).toContain('  my-idea (1h)')
    expect(stderr).toContain('broken: ')
    expect(stderr).toContain(said)
    const { strategies, broken } = JSON.parse(json.stdout)
    expect(strategies.at(-1).name).toBe('my-idea')
    expect(broken).toEqual([expect.objectContaining({ file: join('plimsoll', 'strategies', 'mine.ts') })])
    expect(broken[0].reason).toContain(said)
  })

  test('names a file that has the name of a strategy of Plimsoll', async () => {
    write(join('plimsoll', 'strategies', 'momentum.ts'), '')
    expect((await list()).stderr).toContain('two strategies are called momentum')
  })

  test('tells with --json what each declares and needs', async () => {
    const { strategies } = JSON.parse((await list('--json')).stdout)
    const byName = (wanted: string) => strategies.find(({ name }: { name: string }) => name === wanted)
    expect(byName('funding-carry')).toMatchObject({
      timeframe: '1h',
      regimes: [],
      baseline: false,
      sizing: 'risk',
      invalidation: 'a trend against the position',
      indicators: ['adx', 'atr', 'ema', 'fundingRate'],
      needs: ['fundingRate'],
      params: { stopPct: { kind: 'number', initial: 4, min: 0.1, max: 50 } },
    })
    expect(byName('momentum')).toMatchObject({ regimes: ['trending', 'volatile'], needs: [] })
    expect(byName('buy-and-hold')).toMatchObject({ baseline: true, sizing: 'share' })
  })
})

function declared(act: string): string {
  return `export const strategy = { name: 'mine', about: 'x', timeframe: '1h', params: {}, build: () => { ${act} } }`
}

describe('show-strategy', () => {
  const show = (...args: string[]) => runCli(['show-strategy', ...args], { cwd })

  test('tells what a strategy needs, and how it is called with that', async () => {
    const { stdout } = await show('funding-carry')
    expect(stdout).toContain('an entry is void when: a trend against the position\n')
    expect(stdout).toContain('reads adx, atr, ema, fundingRate (see plimsoll list-indicators)\n')
    expect(stdout).toContain('needs candles, and fundingRate (--funding-file, column funding_rate)\n')
    expect(stdout).toContain('plimsoll backtest -s funding-carry --data-file FILE.csv --funding-file OTHER.csv\n')
    expect((await show('momentum')).stdout).toContain('in a market that is trending or volatile\n')
  })

  test('tells where your own is and how it is tested', async () => {
    await make('--strategy-path', 'bots')
    const { stdout } = await show('my-idea', '--strategy-path', 'bots')
    expect(stdout).toContain(`your own, in ${join('bots', 'my-idea.ts')}\n`)
    expect(stdout).toContain('needs candles and nothing else\n')
    expect(stdout).toContain('plimsoll test-strategy my-idea --strategy-path bots\n')
  })
})
