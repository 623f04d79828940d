import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { run as runTests } from 'node:test'
import { spec } from 'node:test/reporters'
import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { defineCommand } from './command.ts'
import { fileOf, ownNames, strategyPathFlag, testFileOf } from './load-strategy.ts'

/** `plimsoll test-strategy [NAME...]`. */
export const command = defineCommand({
  about: 'Runs the tests of your own strategies, those that stand beside them as NAME.test.ts.',
  examples: ['test-strategy', 'test-strategy my-idea'],
  takes: '[names...]',
  takesAbout: 'the strategies; without one all that have a test',
  flags: { strategyPath: strategyPathFlag },
  run: ({ strategyPath }, names) => run(names, strategyPath),
})

async function run(names: readonly string[], folder: string): Promise<void> {
  const files = filesOf(names, folder)
  // In this process, because here `plimsoll` is known as a module.
  const results = runTests({ files: files.map((file) => resolve(file)), isolation: 'none' })
  let failed = 0
  results.on('test:fail', () => {
    failed += 1
  })
  for await (const text of results.compose(spec)) process.stdout.write(String(text))
  if (failed > 0) process.exitCode = 1
}

function filesOf(names: readonly string[], folder: string): string[] {
  const own = ownNames(folder)
  for (const name of names) {
    if (own.includes(name)) continue
    throw new PlimsollError('usage', `there is no ${fileOf(name, folder)}`, didYouMean(name, own))
  }
  const files = (names.length === 0 ? own : names).map((name) => testFileOf(name, folder))
  const missing = names.length === 0 ? undefined : files.find((file) => !existsSync(file))
  if (missing !== undefined) {
    throw new PlimsollError('usage', `there is no ${missing}`, 'Write one: new-strategy shows what it looks like.')
  }
  const found = files.filter((file) => existsSync(file))
  if (found.length > 0) return found
  throw new PlimsollError('usage', `${folder} holds no test of a strategy`, 'Begin with plimsoll new-strategy NAME.')
}
