import { PlimsollError } from '../core/errors.ts'
import { resolveParams } from '../core/params.ts'
import { FUSED } from '../signals/fused-name.ts'
import type { Guard, RunStrategy, StrategyDefinition } from '../strategies/strategy.ts'
import { loadStrategy, ownNames } from './load-strategy.ts'
import type { RunFlags } from './run-flags.ts'

/** The flags that say which strategies run, and how. */
export type StrategyFlags = Pick<RunFlags, 'strategyPath' | 'param' | 'fuse'> &
  Partial<Pick<RunFlags, 'byRegime'>> & { readonly strategy: readonly string[] }

/** The strategies that the flags name, with their parameters. */
export async function configuredStrategies(flags: StrategyFlags): Promise<RunStrategy[]> {
  refuseStrayParams(flags)
  const definitions = await Promise.all(flags.strategy.map((name) => loadStrategy(name, flags.strategyPath)))
  const own = ownNames(flags.strategyPath)
  const guard = flags.strategy.some((name) => own.includes(name)) ? await makeGuard() : undefined
  const wrap = flags.byRegime === true ? (await import('../signals/by-regime.ts')).activeByRegime : undefined
  return definitions.map((definition) => ({
    ...withParams(wrap?.(definition) ?? definition, flags),
    ...(own.includes(definition.name) && { guard }),
  }))
}

async function makeGuard(): Promise<Guard> {
  const { timeGuard } = await import('./time-guard.ts')
  return timeGuard()
}

/** All of `members` as one strategy. */
export async function fusedStrategy(members: readonly RunStrategy[], flags: StrategyFlags): Promise<RunStrategy> {
  const { fuseStrategies } = await import('../signals/fused-strategy.ts')
  const guard = members.find((member) => member.guard !== undefined)?.guard
  return { ...withParams(fuseStrategies(members), flags), guard }
}

/** Whether parameters need no name of a strategy before them. */
function isAlone({ strategy, fuse }: StrategyFlags): boolean {
  return strategy.length === 1 && !fuse
}

function refuseStrayParams(flags: StrategyFlags): void {
  const { strategy: names, param, fuse } = flags
  const owners = fuse ? [...names, FUSED] : names
  for (const key of Object.keys(param)) {
    const owner = key.split('.')[0] ?? ''
    if (isAlone(flags) ? !key.includes('.') || owner === names[0] : owners.includes(owner)) continue
    throw new PlimsollError(
      'usage',
      `--param ${key} belongs to no strategy of this run`,
      `Write it as ${names[0]}.${key.split('.').at(-1)}=value.`,
    )
  }
}

function withParams(definition: StrategyDefinition, flags: StrategyFlags): RunStrategy {
  const { name } = definition
  const own = Object.entries(flags.param).flatMap(([key, value]) => {
    if (key.startsWith(`${name}.`)) return [[key.slice(name.length + 1), value]]
    return isAlone(flags) ? [[key, value]] : []
  })
  return { definition, params: resolveParams(definition.params, Object.fromEntries(own), `strategy ${name}`) }
}
