import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { assert } from '../core/assert.ts'
import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { FUSED } from '../signals/fused-name.ts'
import { listFiles } from '../store/list-files.ts'
import { checkedDefinition } from '../strategies/check-definition.ts'
import type { StrategyDefinition } from '../strategies/strategy.ts'
import { userPath } from './flag.ts'

/** The strategies that come with Plimsoll, one file each, called by the name of the strategy. */
const RULES = new URL('../strategies/rules/', import.meta.url)

/** Where a user's own strategies are. */
export const strategyPathFlag = userPath('folder', 'folder of your own strategies (see new-strategy)', 'strategies')

/** The strategy that users call `name`: one that comes with Plimsoll, or `<folder>/<name>.ts`. */
export async function loadStrategy(name: string, folder: string): Promise<StrategyDefinition> {
  const own = ownNames(folder)
  const isRule = name === FUSED || ruleNames().includes(name)
  if (own.includes(name)) {
    if (!isRule) return loadOwn(name, folder)
    throw new PlimsollError(
      'usage',
      `two strategies are called ${name}: the one of Plimsoll and ${fileOf(name, folder)}`,
      'Rename your file and the strategy in it.',
    )
  }
  if (isRule && name !== FUSED) return loadRule(name)
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

/** A strategy that is there, with the file of one of the user's own. */
export interface FoundStrategy {
  readonly definition: StrategyDefinition
  readonly file?: string | undefined
}

/** A file that holds no strategy that works. */
export interface BrokenStrategy {
  readonly file: string
  readonly failure: PlimsollError
}

/** Every strategy there is, those of the user behind those of Plimsoll. A file of the user's that is broken hides no other. */
export async function findStrategies(
  folder: string,
): Promise<{ readonly found: readonly FoundStrategy[]; readonly broken: readonly BrokenStrategy[] }> {
  const { strategies } = await import('../strategies/catalogue.ts')
  const found: FoundStrategy[] = strategies.map((definition) => ({ definition }))
  const broken: BrokenStrategy[] = []
  for (const name of ownNames(folder)) {
    const file = fileOf(name, folder)
    try {
      found.push({ definition: await loadStrategy(name, folder), file })
    } catch (failure) {
      if (!(failure instanceof PlimsollError)) throw failure
      broken.push({ file, failure })
    }
  }
  return { found, broken }
}

/** The same for those who need every strategy to work. */
export async function allStrategies(folder: string): Promise<readonly FoundStrategy[]> {
  const { found, broken } = await findStrategies(folder)
  if (broken[0] !== undefined) throw broken[0].failure
  return found
}

/** The file of a user's own strategy. */
export function fileOf(name: string, folder: string): string {
  return join(folder, `${name}.ts`)
}

/** The file of the test of a user's own strategy. */
export function testFileOf(name: string, folder: string): string {
  return join(folder, `${name}.test.ts`)
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
