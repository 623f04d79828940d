import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-test-strategy-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

const inFolder = (name: string) => join(cwd, 'plimsoll', 'strategies', name)

test('the test that new-strategy writes passes, and fails when the strategy is broken', async () => {
  await runCli(['new-strategy', 'my-idea'], { cwd })
  const passed = await runCli(['test-strategy', 'my-idea'], { cwd })
  expect(passed.code, passed.stderr).toBe(0)
  expect(passed.stdout).toMatch(/pass 4\n.*fail 0\n/)
  const source = readFileSync(inFolder('my-idea.ts'), 'utf8')
  writeFileSync(inFolder('my-idea.ts'), source.replace("side: 'long'", "side: 'short'"))
  const failed = await runCli(['test-strategy'], { cwd })
  expect(failed.code).toBe(1)
  expect(failed.stdout).toContain("'short' !== 'long'")
})

test('an editor finds no mistake in what new-strategy writes, and finds one that is made', async () => {
  await runCli(['new-strategy', 'my-idea'], { cwd })
  const check = () => execFileSync(process.execPath, [TSC, '-p', 'plimsoll/strategies'], { cwd, encoding: 'utf8' })
  expect(check()).toBe('')
  const source = readFileSync(inFolder('my-idea.ts'), 'utf8')
  writeFileSync(inFolder('my-idea.ts'), source.replace('lines.ema(params.slow)', 'lines.emma(params.slow)'))
  expect(check).toThrow(/Command failed/)
})

test.each([
  ['no folder', [], 'strategies holds no test of a strategy'],
  ['no such strategy', ['mine'], 'there is no plimsoll/strategies/mine.ts'],
])('%s', async (_, names, said) => {
  const { code, stderr } = await runCli(['test-strategy', ...names], { cwd })
  expect(code).toBe(2)
  expect(stderr).toContain(said)
})

test('a strategy without a test', async () => {
  mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
  writeFileSync(inFolder('mine.ts'), 'export const strategy = {}')
  const { code, stderr } = await runCli(['test-strategy', 'mine'], { cwd })
  expect(code).toBe(2)
  expect(stderr).toContain('there is no plimsoll/strategies/mine.test.ts')
})

test('one broken file hides no other strategy', async () => {
  await runCli(['new-strategy', 'my-idea'], { cwd })
  writeFileSync(inFolder('broken.ts'), 'export const strategy = {')
  const { code, stdout, stderr } = await runCli(['list-strategies', '--long'], { cwd })
  expect(code).toBe(0)
  expect(stdout).toContain(`my-idea (1h, ${join('plimsoll', 'strategies', 'my-idea.ts')})`)
  expect(stderr).toContain('broken.ts cannot be loaded')
  const { strategies, broken } = JSON.parse((await runCli(['list-strategies', '--json'], { cwd })).stdout)
  expect(strategies.map(({ name }: { name: string }) => name)).toContain('my-idea')
  expect(broken).toEqual([expect.objectContaining({ file: join('plimsoll', 'strategies', 'broken.ts') })])
})

test('a folder with nothing in it is no mistake', async () => {
  mkdirSync(join(cwd, 'plimsoll', 'strategies'), { recursive: true })
  const { code, stdout, stderr } = await runCli(['list-strategies'], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('momentum (5m, trending or volatile)')
  expect(existsSync(inFolder('momentum.ts'))).toBe(false)
})
