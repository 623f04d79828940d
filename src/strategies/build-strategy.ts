import { PlimsollError } from '../core/errors.ts'
import type { ParamSpecs, ParamsOf } from '../core/params.ts'
import type { LineSource } from '../indicators/indicator.ts'
import { Asking, createLines } from '../indicators/lines.ts'
import type { Decide, Guard, StrategyDefinition, StrategyTools } from './strategy.ts'

/** Builds a strategy over the columns of a market. Once it is built it can ask for no other line. */
export function buildOver<S extends ParamSpecs>(
  columns: LineSource,
  definition: StrategyDefinition<S>,
  tools: Omit<StrategyTools<ParamsOf<S>>, 'lines'>,
  guard?: Guard,
): Decide {
  const asking = new Asking()
  const lines = createLines(columns, definition.indicators ?? {}, asking)
  const decide = buildStrategy(definition, { ...tools, lines }, guard)
  asking.end()
  return decide
}

/** Builds a strategy for one symbol. One that fails here has decided nothing yet, so the run is refused by its name. */
export function buildStrategy<S extends ParamSpecs>(
  { name, build }: StrategyDefinition<S>,
  tools: StrategyTools<ParamsOf<S>>,
  guard: Guard = (work) => work(),
): Decide {
  let decide: unknown
  try {
    decide = guard(() => build(tools))
  } catch (error) {
    if (error instanceof PlimsollError)
      throw new PlimsollError(error.code, `strategy ${name}: ${error.message}`, error.cure)
    const detail = error instanceof Error ? error.message : String(error)
    throw new PlimsollError(
      'strategy',
      `strategy ${name} threw ${detail} in build`,
      'Mend the strategy; `lines` has what its `indicators` list.',
      {
        cause: error,
      },
    )
  }
  if (typeof decide === 'function') return decide as Decide
  throw new PlimsollError(
    'strategy',
    `strategy ${name} built ${String(decide)}`,
    'Return a function from build: (bar) => a signal or undefined.',
  )
}
