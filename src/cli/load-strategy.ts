import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { listFiles } from '../store/list-files.ts'
import { strategies } from '../strategies/catalogue.ts'
import { checkedDefinition } from '../strategies/check-definition.ts'
import type { StrategyDefinition } from '../strategies/strategy.ts'
import { text } from './flag.ts'

/** Where a user's own strategies are. */
export const strategyPathFlag = text('folder', 'folder of your own strategies (see new-strategy)', {
  initial: 'strategies',
})

/** The strategy that users call `name`: one that comes with Plimsoll, or `<folder>/<name>.ts`. */
export async function loadStrategy(name: string, folder: string): Promise<StrategyDefinition> {
  const own = ownNames(folder)
  const found = strategies.find((strategy) => strategy.name === name)
  if (own.includes(name)) {
    if (found === undefined) return loadOwn(name, folder)
    throw new PlimsollError(
      'usage',
      `two strategies are called ${name}: the one of Plimsoll and ${fileOf(name, folder)}`,
      'Rename your file and the strategy in it.',
    )
  }
  if (found !== undefined) return found
  const known = [...strategies.map((strategy) => strategy.name), ...own]
  throw new PlimsollError('usage', `unknown strategy "${name}"`, didYouMean(name, known))
}

/** The names of a user's own strategies; none when there is no such folder. */
export function ownNames(folder: string): string[] {
  return listFiles(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
}

/** Every strategy there is, those of the user behind those of Plimsoll, with the file of each that has one of its own. */
export async function allStrategies(folder: string): Promise<{ definition: StrategyDefinition; file?: string }[]> {
  const own = ownNames(folder).map(async (name) => ({
    definition: await loadStrategy(name, folder),
    file: fileOf(name, folder),
  }))
  return [...strategies.map((definition) => ({ definition })), ...(await Promise.all(own))]
}

/** The file of a user's own strategy. */
export function fileOf(name: string, folder: string): string {
  return join(folder, `${name}.ts`)
}

async function loadOwn(name: string, folder: string): Promise<StrategyDefinition> {
  const file = fileOf(name, folder)
  let exported: { readonly strategy?: unknown }
  try {
    exported = (await import(pathToFileURL(resolve(file)).href)) as { readonly strategy?: unknown }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new PlimsollError('strategy', `${file} cannot be loaded: ${detail}`, 'Correct the file.', { cause: error })
  }
  return checkedDefinition(exported.strategy, name, file)
}
