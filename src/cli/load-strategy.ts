import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { assert } from '../core/assert.ts'
import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { listFiles } from '../store/list-files.ts'
import { checkedDefinition } from '../strategies/check-definition.ts'
import type { StrategyDefinition } from '../strategies/strategy.ts'
import { text } from './flag.ts'

/** The strategies that come with Plimsoll, one file each, called by the name of the strategy. */
const RULES = new URL('../strategies/rules/', import.meta.url)

/** Where a user's own strategies are. */
export const strategyPathFlag = text('folder', 'folder of your own strategies (see new-strategy)', {
  initial: 'strategies',
})

/** The strategy that users call `name`: one that comes with Plimsoll, or `<folder>/<name>.ts`. */
export async function loadStrategy(name: string, folder: string): Promise<StrategyDefinition> {
  const own = ownNames(folder)
  const isRule = ruleNames().includes(name)
  if (own.includes(name)) {
    if (!isRule) return loadOwn(name, folder)
    throw new PlimsollError(
      'usage',
      `two strategies are called ${name}: the one of Plimsoll and ${fileOf(name, folder)}`,
      'Rename your file and the strategy in it.',
    )
  }
  if (isRule) return loadRule(name)
  const known = [...ruleNames(), ...own]
  throw new PlimsollError('usage', `unknown strategy "${name}"`, didYouMean(name, known))
}

/** The names of the strategies that come with Plimsoll: those of their files. */
export function ruleNames(): string[] {
  return namesIn(fileURLToPath(RULES))
}

/** The names of a user's own strategies; none when there is no such folder. */
export function ownNames(folder: string): string[] {
  return namesIn(folder)
}

function namesIn(folder: string): string[] {
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
  const { strategies } = await import('../strategies/catalogue.ts')
  return [...strategies.map((definition) => ({ definition })), ...(await Promise.all(own))]
}

/** The file of a user's own strategy. */
export function fileOf(name: string, folder: string): string {
  return join(folder, `${name}.ts`)
}

/** One file alone is loaded: a start does not pay for the whole catalogue. */
async function loadRule(name: string): Promise<StrategyDefinition> {
  const exported = (await import(new URL(`${name}.ts`, RULES).href)) as Readonly<Record<string, StrategyDefinition>>
  const [definition] = Object.values(exported)
  assert(definition?.name === name, `strategies/rules/${name}.ts holds the strategy ${name}`)
  return definition
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
