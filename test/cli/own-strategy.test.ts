import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-own-'))
  writeFileSync(join(cwd, 'good.csv'), candleText(300))
})
afterEach(() => rmSync(cwd, { recursive: true }))

const backtest = (name: string) => runCli(['backtest', '-s', name, '--data-file', 'good.csv', '--json'], { cwd })

describe('new-strategy', () => {
  test('writes a strategy that is found, shown and traded, far from the clone', async () => {
    const made = await runCli(['new-strategy', 'my-idea'], { cwd })
    expect(made.code, made.stderr).toBe(0)
    expect(readdirSync(join(cwd, 'plimsoll', 'strategies'))).toEqual(['my-idea.test.ts', 'my-idea.ts', 'tsconfig.json'])
    const list = JSON.parse((await runCli(['list-strategies', '--json'], { cwd })).stdout)
    expect(list.strategies.at(-1)).toMatchObject({
      name: 'my-idea',
      file: join('plimsoll', 'strategies', 'my-idea.ts'),
    })
    const shown = JSON.parse((await runCli(['show-strategy', 'my-idea', '--json'], { cwd })).stdout)
    expect(shown).toMatchObject({
      name: 'my-idea',
      timeframe: '1h',
      params: { fast: { initial: 10, min: 2, max: 100 } },
    })
    const run = await backtest('my-idea')
    expect(run.stderr).toBe('')
    const result = JSON.parse(run.stdout)
    expect(result.trades).toBeGreaterThan(0)
    const paper = await runCli(['paper', '-s', 'my-idea', '--speed', 'max', '--data-file', 'good.csv', '--json'], {
      cwd,
    })
    expect(JSON.parse(paper.stdout).tradesHash).toBe(result.tradesHash)
  })

  test('overwrites nothing', async () => {
    mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
    writeFileSync(join(cwd, 'plimsoll', 'strategies', 'my-idea.ts'), 'mine')
    const { code, stderr } = await runCli(['new-strategy', 'my-idea'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('is there already')
    expect(readFileSync(join(cwd, 'plimsoll', 'strategies', 'my-idea.ts'), 'utf8')).toBe('mine')
    expect(readdirSync(join(cwd, 'plimsoll', 'strategies'))).toEqual(['my-idea.ts'])
  })

  test.each(['../x', 'My-Idea', 'my_idea', '', 'momentum', 'fused'])('refuses the name %j', async (name) => {
    const { code, stderr } = await runCli(['new-strategy', name], { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(/name/)
    expect(existsSync(join(cwd, 'plimsoll', 'strategies'))).toBe(false)
  })
})

const declared = (fields: string) =>
  `export const strategy = { name: 'mine', about: 'x', timeframe: '1h', params: {}, build: () => () => undefined, ${fields} }\n`

describe('a strategy of a user is refused by file and cure:', () => {
  test.each<[string, string, RegExp]>([
    ['a file that does not parse', 'export const strategy = {', /mine\.ts cannot be loaded/],
    ['a file that throws', `throw new Error('no luck')`, /mine\.ts cannot be loaded: no luck/],
    ['no export', 'export const other = 1', /exports no `strategy`[\s\S]*defineStrategy/],
    ['another name', declared(`name: 'yours'`), /called "yours"[\s\S]*same name/],
    ['an unknown field', declared('paramz: {}'), /no field "paramz"[\s\S]*"params"/],
    ['an unknown timeframe', declared(`timeframe: '7m'`), /unknown timeframe "7m"/],
    ['no sentence about it', declared(`about: ''`), /`about` is missing/],
    ['no build', declared('build: 1'), /`build` is missing/],
    [
      'a parameter out of its range',
      declared(`params: { n: { kind: 'integer', initial: 1, min: 2, max: 3 } }`),
      /n has the default 1/,
    ],
    ['a parameter that is none', declared('params: { n: 3 }'), /parameter n is 3/],
    ['a range of NaN', declared(`params: { n: { kind: 'number', initial: 1, min: NaN, max: 3 } }`), /finite numbers/],
    [
      'a choice outside',
      declared(`params: { n: { kind: 'choice', initial: 'a', choices: ['b'] } }`),
      /among its choices/,
    ],
  ])('%s', async (_, source, said) => {
    mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
    writeFileSync(join(cwd, 'plimsoll', 'strategies', 'mine.ts'), source)
    const { code, stdout, stderr } = await backtest('mine')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(said)
    expect(stderr).not.toMatch(/ {4}at /)
  })

  test('a name that is taken', async () => {
    mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
    writeFileSync(join(cwd, 'plimsoll', 'strategies', 'momentum.ts'), declared(`name: 'momentum'`))
    const { code, stderr } = await backtest('momentum')
    expect(code).toBe(2)
    expect(stderr).toMatch(/two strategies are called momentum/)
  })
})

describe('a strategy that breaks while it runs', () => {
  const breaking = (act: string) => `let asked = 0
export const strategy = { name: 'mine', about: 'x', timeframe: '5m', params: {},
  build: () => () => { asked++; if (asked === 100) { ${act} } return undefined } }
`
  const own = (source: string) => {
    mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
    writeFileSync(join(cwd, 'plimsoll', 'strategies', 'mine.ts'), source)
  }
  const random = ['random', '--param', 'random.every=20']

  test.each([
    ['throws', `throw new Error('no luck')`, 'threw no luck'],
    ['asks for a negative stop', `return { side: 'long', confidence: 1, stopLoss: -5, reason: 'x' }`, 'stopLoss -5'],
    ['never comes back', 'for (;;) Math.sqrt(2)', 'took longer than 2000 ms'],
    ['waits', 'return Promise.resolve()', 'returned a promise'],
  ])('and %s is stopped by name, the others trade on', async (_, act, said) => {
    own(breaking(act))
    const args = ['backtest', '--data-file', 'good.csv', '--json', '-s']
    const alone = JSON.parse((await runCli([...args, ...random], { cwd })).stdout)
    const { code, stdout, stderr } = await runCli([...args, 'mine', '-s', ...random], { cwd })
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/mine was stopped on/)
    expect(stderr).toContain(said)
    const both = JSON.parse(stdout)
    expect(both.stopped).toHaveLength(1)
    expect(both.trades).toBeGreaterThan(0)
    expect(both.tradesHash).toBe(alone.tradesHash)
  })

  test('and is alone fails the run', async () => {
    own(breaking(`throw new Error('no luck')`))
    const { code, stdout, stderr } = await backtest('mine')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/strategy mine threw no luck at the bar of/)
  })

  test('and never comes back from build is refused by name', async () => {
    own(
      `export const strategy = { name: 'mine', about: 'x', timeframe: '5m', params: {}, build: () => { for (;;) Math.sqrt(2) } }`,
    )
    const { code, stderr } = await backtest('mine')
    expect(code).toBe(1)
    expect(stderr).toMatch(/strategy mine threw .*took longer than 2000 ms in build/)
  })

  test('and fails to build is refused before anything trades', async () => {
    own(
      `export const strategy = { name: 'mine', about: 'x', timeframe: '5m', params: {}, build: () => { throw new Error('no') } }`,
    )
    const { code, stderr } = await backtest('mine')
    expect(code).toBe(1)
    expect(stderr).toMatch(/strategy mine threw no in build/)
  })
})
