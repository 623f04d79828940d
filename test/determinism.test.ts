import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { backtest } from '../src/research/backtest.ts'
import { tradesHash } from '../src/research/trades-hash.ts'
import { catalogueRun } from './determinism/catalogue-run.ts'
import { hashes } from './determinism/print-hash.ts'
import { testedStrategies } from './determinism/tested-strategies.ts'

const SCRIPT = fileURLToPath(new URL('determinism/print-hash.ts', import.meta.url))

/** Another Node.js to compare with: PLIMSOLL_NODE_26, or the one that `npm ci --prefix test/node-26` installs. */
const NODE_26 =
  process.env.PLIMSOLL_NODE_26 ??
  fileURLToPath(new URL(`node-26/node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url))

function hashesOf(node: string, environment: NodeJS.ProcessEnv = {}): string {
  return execFileSync(node, [SCRIPT], { encoding: 'utf8', env: { PATH: process.env.PATH, ...environment } })
}

const expected = hashes()

test('every strategy trades in the run that is compared', () => {
  const counts = expected
    .trimEnd()
    .split('\n')
    .map((line) => Number(line.split(' ')[1]))
  expect(counts).toHaveLength(testedStrategies.length)
  for (const count of counts) expect(count).toBeGreaterThan(0)
})

test('the same run in the same process gives the same trades', () => {
  expect(hashes()).toBe(expected)
})

test('all strategies together do too', () => {
  const run = () => tradesHash(backtest(catalogueRun(testedStrategies)).trades)
  expect(run()).toBe(run())
})

test('another seed gives other trades where there is chance in a strategy', () => {
  const random = testedStrategies.filter(({ name }) => name === 'random')
  const of = (seed: number) => tradesHash(backtest({ ...catalogueRun(random), seed }).trades)
  expect(of(1)).not.toBe(of(2))
})

describe('another process gives the same trades', () => {
  test.each<[string, NodeJS.ProcessEnv]>([
    ['with the same surroundings', {}],
    ['in Kathmandu', { TZ: 'Asia/Kathmandu' }],
    ['in UTC, in German', { TZ: 'UTC', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' }],
    [
      'on the other side of the date line, in Turkish',
      { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    ],
  ])('%s', (_name, environment) => {
    expect(hashesOf(process.execPath, environment)).toBe(expected)
  })

  test('with Node.js 26', (context) => {
    if (!existsSync(NODE_26)) context.skip(`${NODE_26} is not there; run npm ci --prefix test/node-26`)
    const version = execFileSync(NODE_26, ['--version'], { encoding: 'utf8' })
    expect(version).toMatch(/^v26\./)
    expect(hashesOf(NODE_26)).toBe(expected)
  })
})
