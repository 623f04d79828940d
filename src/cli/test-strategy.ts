import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { listFiles } from '../store/list-files.ts'
import { defineCommand } from './command.ts'
import { type FlagsOf, number } from './flag.ts'
import { fileOf, ownNames, strategyPathFlag, testFileOf } from './load-strategy.ts'
import { printLine, printNote } from './output.ts'
import { runTestFile, type TestResult } from './run-test-file.ts'

const flags = {
  strategyPath: strategyPathFlag,
  timeoutSeconds: number('seconds', 'longest time for the tests of one file', [0.1, 86_400], {
    initial: 60,
  }),
}

/** `plimsoll test-strategy [NAME...]`. */
export const command = defineCommand({
  about: 'Runs the tests of your own strategies, those that stand beside them as NAME.test.ts.',
  examples: ['test-strategy', 'test-strategy my-idea'],
  takes: '[names...]',
  takesAbout: 'the strategies; without one every test of the folder',
  flags,
  run: (given, names) => run(names, given),
})

async function run(names: readonly string[], { strategyPath, timeoutSeconds }: FlagsOf<typeof flags>): Promise<void> {
  const files = names.length === 0 ? testsIn(strategyPath) : testsOf(names, strategyPath)
  let passed = 0
  let failed = 0
  for (const file of files) {
    printLine(file)
    for (const result of await runTestFile(file, timeoutSeconds * 1000)) {
      print(result)
      if (result.failure !== undefined) failed += 1
      else if (!result.isSkipped) passed += 1
    }
  }
  printLine(`\npass ${passed}\nfail ${failed}`)
  if (names.length === 0) noteUntested(strategyPath)
  if (failed > 0) process.exitCode = 1
}

function print({ name, failure, isSkipped }: TestResult): void {
  const mark = failure !== undefined ? 'FAIL' : isSkipped ? 'skip' : 'ok  '
  printLine(`  ${mark}  ${name}`)
  if (failure !== undefined) printLine(failure.replaceAll(/^(?=.)/gm, '        '))
}

/** Every test of the folder. */
function testsIn(folder: string): string[] {
  const files = listFiles(folder).filter((file) => file.endsWith('.test.ts'))
  if (files.length > 0) return files.map((file) => join(folder, file))
  throw new PlimsollError('usage', `${folder} holds no test of a strategy`, 'Begin with plimsoll new-strategy NAME.')
}

function testsOf(names: readonly string[], folder: string): string[] {
  const own = ownNames(folder)
  return names.map((name) => {
    if (!own.includes(name)) {
      throw new PlimsollError('usage', `there is no ${fileOf(name, folder)}`, didYouMean(name, own))
    }
    const file = testFileOf(name, folder)
    if (existsSync(file)) return file
    throw new PlimsollError('usage', `there is no ${file}`, 'Write one: new-strategy shows what it looks like.')
  })
}

function noteUntested(folder: string): void {
  const names = ownNames(folder).filter((name) => !existsSync(testFileOf(name, folder)))
  if (names.length > 0) printNote(`without a test: ${names.join(', ')}`)
}
