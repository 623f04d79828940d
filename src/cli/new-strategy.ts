import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlimsollError } from '../core/errors.ts'
import { FUSED } from '../signals/fused-name.ts'
import { makeFolder } from '../store/make-folder.ts'
import { writeFileAtomically } from '../store/write-file.ts'
import { defineCommand } from './command.ts'
import { fileOf, ruleNames, strategyPathFlag, testFileOf } from './load-strategy.ts'
import { printLine } from './output.ts'
import { pathOption } from './path-option.ts'
import { editorSettings, strategyTemplate, testTemplate } from './strategy-template.ts'

/** `plimsoll new-strategy NAME`. */
export const command = defineCommand({
  about: 'Writes a strategy of your own to start from, and its test. It is found by its name and needs no build.',
  examples: ['new-strategy my-idea', 'new-strategy my-idea --strategy-path bots/strategies'],
  takes: '<name>',
  takesAbout: 'its name: small letters, digits and dashes',
  flags: { strategyPath: strategyPathFlag },
  run: ({ strategyPath }, [name = '']) => run(name, strategyPath),
})

function run(name: string, folder: string): void {
  refuseName(name)
  const file = fileOf(name, folder)
  const test = testFileOf(name, folder)
  for (const path of [file, test]) {
    if (!existsSync(path)) continue
    throw new PlimsollError('usage', `${path} is there already`, 'Choose another name; nothing was overwritten.')
  }
  const option = pathOption(folder)
  makeFolder(folder)
  writeFileAtomically(file, strategyTemplate(name, option))
  writeFileAtomically(test, testTemplate(name, option))
  printLine(`${file}: a strategy that works as it stands. Open it and change it.`)
  printLine(`${test}: its test.`)
  const settings = join(folder, 'tsconfig.json')
  if (!existsSync(settings)) {
    const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
    writeFileAtomically(settings, editorSettings(path('../index.ts'), path('../../node_modules/@types')))
    printLine(`${settings}: lets your editor check its types.`)
  }
  printLine(`\nTry it:  plimsoll backtest -s ${name} --data-file FILE.csv${option}`)
  printLine(`Test it: plimsoll test-strategy ${name}${option}`)
}

function refuseName(name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new PlimsollError(
      'usage',
      `"${name}" is no name for a strategy`,
      'Use small letters, digits and dashes: my-idea.',
    )
  }
  if (name === FUSED || ruleNames().includes(name)) {
    throw new PlimsollError('usage', `${name} is a name of Plimsoll's own`, 'Choose another name.')
  }
}
