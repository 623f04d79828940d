import { resolveParams } from '../core/params.ts'
import { allIndicators } from '../indicators/find-indicator.ts'
import type { IndicatorDefinition } from '../indicators/indicator.ts'
import { defineCommand } from './command.ts'
import { on } from './flag.ts'
import { describeParam } from './list-strategies.ts'
import { formatTable, printJson, printLine } from './output.ts'

/** `plimsoll list-indicators`. */
export const command = defineCommand({
  about: 'Lists the indicators with their parameters, lines and warm-up.',
  examples: ['list-indicators', 'list-indicators --json'],
  flags: { json: on('print one JSON document, with the definition of each') },
  run,
})

function run({ json }: { readonly json: boolean }): void {
  if (json) return printJson(allIndicators.map(describe))
  const headings = ['name', 'title', 'lines', 'bars without value', 'parameters']
  printLine(formatTable(headings, allIndicators.flatMap(rowsOf)))
  printLine('\nBars without value are counted with the default parameters, one number for each line.')
}

function describe(definition: IndicatorDefinition) {
  const { name, title, about, params, lines, takesSource } = definition
  const initial = resolveParams(params, {}, `indicator ${name}`)
  const drawShift = definition.drawShift?.(initial) ?? {}
  return { name, title, about, params, lines, takesSource, warmup: definition.warmup(initial), drawShift }
}

/** A row for each parameter; the first one says what the indicator is. */
function rowsOf(definition: IndicatorDefinition): string[][] {
  const { name, title, lines, warmup } = describe(definition)
  const params = Object.entries(definition.params).map(([param, spec]) => `${param} ${describeParam(spec)}`)
  const bars = lines.map((line) => warmup[line]).join(' ')
  const [first = '', ...others] = params
  return [[name, title, lines.join(' '), bars, first], ...others.map((param) => ['', '', '', '', param])]
}
