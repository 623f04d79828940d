import { execFileSync, spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SmallDisk } from '../../src/store/testing/small-disk.ts'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))
const NODE_26 =
  process.env.PLIMSOLL_NODE_26 ??
  fileURLToPath(new URL(`../node-26/node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url))

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-kept-'))
  writeFileSync(join(cwd, 'walk.csv'), candleText(3000))
  writeFileSync(join(cwd, 'long.csv'), candleText(MONTH_BARS))
})
afterAll(() => rmSync(cwd, { recursive: true }))

/** Bars of five minutes in a month of 30 days. */
const MONTH_BARS = 8640

const RANDOM = ['-s', 'random', '--param', 'every=5', '-i', '5m', '--data-file', 'walk.csv', '--speed', 'max']

const LONG = RANDOM.map((word) => word.replace('walk', 'long'))

/** Runs a session to its end and gives what it prints as JSON. */
async function paper(session: string, ...flags: string[]) {
  const { code, stdout, stderr } = await runCli(['paper', ...flags, '--session', session, '--json'], { cwd })
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as { session: string; tradesHash: string; trades: number }
}

async function replay(session: string, verb = 'replay') {
  const { code, stdout, stderr } = await runCli([verb, session, '--json'], { cwd })
  return { code, report: code === 2 ? undefined : JSON.parse(stdout || 'null'), stderr }
}

const journalOf = (session: string) => join(cwd, 'plimsoll', 'data', 'journal', session)

describe('a session is replayed and is as a backtest', () => {
  test('as it was, whatever becomes of the files that it was run with', async () => {
    writeFileSync(join(cwd, 'limits.json'), JSON.stringify({ preset: 'balanced', limits: { maxPositions: 2 } }))
    mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
    const series = ['timestamp,bid_depth,ask_depth,spread_bps']
    for (let k = 0; k < 3000; k++)
      series.push(`${1_700_000_100_000 + k * 300_000},${5 + (k % 7)},${4 + (k % 5)},${1 + (k % 3)}`)
    writeFileSync(join(cwd, 'book.csv'), series.join('\n'))
    const flags = ['--risk-file', 'limits.json', '--series-file', 'book.csv', '--invalid-when', 'rsi(14) > 80']
    const { session, trades } = await paper('full', ...RANDOM, ...flags)
    expect(session).toBe('full')
    expect(trades).toBeGreaterThan(50)
    writeFileSync(join(cwd, 'limits.json'), '{}')
    rmSync(join(cwd, 'book.csv'))
    const { code, report } = await replay('full')
    expect(code).toBe(0)
    expect(report).toMatchObject({ session: 'full', identical: true, bars: 3000 })
    expect(report.events).toBeGreaterThan(500)
    expect(await replay('full', 'parity')).toMatchObject({ code: 0, report: { identical: true, bars: 3000 } })
  })

  test('with its own copy of an own strategy', async () => {
    await runCli(['new-strategy', 'mine'], { cwd })
    await paper('own', '-s', 'mine', '--data-file', 'walk.csv', '-i', '5m', '--speed', 'max')
    const strategies = join(cwd, 'plimsoll', 'strategies')
    writeFileSync(join(strategies, 'mine.ts'), 'broken')
    expect((await replay('own')).report).toMatchObject({ identical: true })
    for (const file of ['mine.ts', 'mine.test.ts']) rmSync(join(strategies, file))
  })

  test.each<[string, string, NodeJS.ProcessEnv]>([
    ['in Kathmandu, in Turkish', process.execPath, { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' }],
    ['by Node 26', NODE_26, {}],
  ])('%s', async (_name, node, env) => {
    if (!existsSync(node)) return console.warn('skipped: Node 26 is not installed (npm ci --prefix test/node-26)')
    if (!existsSync(journalOf('month'))) await paper('month', ...LONG, '--preset', 'autonomous', '--no-database')
    const args = [LAUNCHER, 'replay', 'month', '--json']
    const stdout = execFileSync(node, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } })
    expect(JSON.parse(stdout)).toMatchObject({ identical: true, bars: MONTH_BARS })
  })

  test('the newest when none is named', async () => {
    await paper('a-late-one', ...RANDOM)
    const { stdout } = await runCli(['replay'], { cwd })
    expect(stdout).toMatch(/^identical: \d+ events over 3000 bars of a-late-one\n$/)
  })
})

describe('a replay fails', () => {
  test('where a file that the session was run with is another, by name', async () => {
    await paper('other-limits', ...RANDOM, '--preset', 'balanced', '--funding-file', funding())
    const [copy = ''] = readdirSync(join(journalOf('other-limits'), 'inputs'))
    writeFileSync(join(journalOf('other-limits'), 'inputs', copy), 'timestamp,funding_rate\n1700000100000,0.1\n')
    const { code, stderr } = await runCli(['replay', 'other-limits'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain(`${copy} is not what the session was run with`)
  })

  test('where the journal has one other byte', async () => {
    await paper('flipped', ...RANDOM)
    const file = join(journalOf('flipped'), '000001.journal')
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1] ^= 1
    writeFileSync(file, bytes)
    const { code, stdout, stderr } = await runCli(['replay', 'flipped'], { cwd })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('000001.journal')
  })

  test('where there is no such session, with the nearest name', async () => {
    await paper('morning', ...RANDOM)
    const { code, stderr } = await replay('mornin')
    expect(code).toBe(2)
    expect(stderr).toContain('there is no session mornin')
    expect(stderr).toContain('Did you mean morning?')
  })
})

test('a session of a name that is there already is refused, and the other stays', async () => {
  await paper('twice', ...RANDOM)
  const { code, stderr } = await runCli(['paper', ...RANDOM, '--session', 'twice'], { cwd })
  expect(code).toBe(2)
  expect(stderr).toContain('there is a session twice already')
  expect((await replay('twice')).report).toMatchObject({ identical: true })
})

test('--no-journal leaves nothing behind', async () => {
  const own = mkdtempSync(join(cwd, 'none-'))
  copyFileSync(join(cwd, 'walk.csv'), join(own, 'walk.csv'))
  const { code, stdout } = await runCli(['paper', ...RANDOM, '--no-journal', '--json'], { cwd: own })
  expect({ code, session: JSON.parse(stdout).session }).toEqual({ code: 0, session: null })
  expect(readdirSync(own)).toEqual(['walk.csv'])
})

describe('a session that was killed', () => {
  const slow = [...RANDOM.slice(0, -1), '1000']

  test('goes on to the trades that it would have made, and is replayed as a whole', async () => {
    const { tradesHash } = await paper('undisturbed', ...RANDOM)
    await killed(['paper', ...slow, '--session', 'killed'], 3)
    const unfinished = await runCli(['replay', 'killed', '--json'], { cwd })
    expect(JSON.parse(unfinished.stdout)).toMatchObject({ identical: true })
    expect(unfinished.stderr).toContain('was cut short')
    const { code, stdout, stderr } = await runCli(['paper', '--resume', 'killed', '--speed', 'max', '--json'], { cwd })
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(JSON.parse(stdout)).toMatchObject({ tradesHash, session: 'killed' })
    expect((await replay('killed')).report).toMatchObject({ identical: true, bars: 3000 })
    expect((await replay('killed', 'parity')).report).toMatchObject({ identical: true, bars: 3000 })
    const again = await runCli(['paper', '--resume', 'killed'], { cwd })
    expect(again.code).toBe(2)
    expect(again.stderr).toContain('killed has ended')
  })

  test('cannot go on while it still runs', async () => {
    const child = spawn(process.execPath, [LAUNCHER, 'paper', ...slow, '--session', 'running'], { cwd, stdio: 'pipe' })
    try {
      await new Promise((resolve) => child.stderr.once('data', resolve))
      const { code, stderr } = await runCli(['paper', '--resume', 'running'], { cwd })
      expect(code).not.toBe(0)
      expect(stderr).toContain(String(child.pid))
    } finally {
      child.kill('SIGKILL')
    }
  })
})

describe('a disk that is full', () => {
  const disk = new SmallDisk('1m')
  afterAll(() => disk.remove())

  test('in the middle of a session: no new positions from there on, and the reason with each refusal', async (context) => {
    disk.need(context)
    const flags = [
      ...RANDOM.map((word) => word.replace('walk', 'long')),
      '--userdir',
      disk.folder,
      '--session',
      'full',
      '--json',
    ]
    const { code, stdout, stderr } = await runCli(['paper', ...flags], { cwd })
    expect(stderr).toContain('no new positions from here on')
    expect(stderr).toContain('no space left on the disk')
    expect(code).toBe(1)
    const result = JSON.parse(stdout)
    expect(result.states.at(-1)).toMatchObject({ to: 'close_only', reason: expect.stringContaining('no space left') })
    expect(result.refusals.trading_state).toBeGreaterThan(10)
    // What was written before is whole.
    const read = await runCli(['replay', 'full', '--userdir', disk.folder, '--json'], { cwd })
    expect(JSON.parse(read.stdout)).toMatchObject({ identical: true })
  })
})

function funding(): string {
  const lines = ['timestamp,funding_rate']
  for (let k = 0; k < 30; k++) lines.push(`${1_700_006_400_000 + k * 28_800_000},0.0001`)
  writeFileSync(join(cwd, 'funding.csv'), lines.join('\n'))
  return 'funding.csv'
}

/** Starts a command and kills it without warning once it has printed a few lines. */
function killed(args: readonly string[], lines: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    })
    let seen = 0
    child.stderr.on('data', (data: Buffer) => {
      seen += data.toString().split('\n').length - 1
      if (seen >= lines) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => (seen >= lines ? resolve() : reject(new Error('it ended before'))))
  })
}
