import { monthlyCsv } from '../../store/exports/monthly-csv.ts'
import { type MonthStatistics, monthlyStatisticsOf } from '../../store/exports/monthly-statistics.ts'
import { defineCommand } from '../command.ts'
import { badValue } from '../flag.ts'
import { printJson, printLine } from '../output.ts'
import { readSessionEvents } from './read-session-events.ts'
import { exportFlags, sessionWords } from './session-words.ts'
import { writeExport } from './write-export.ts'

/** `plimsoll export months`. */
export const command = defineCommand({
  about: 'Writes what every month (UTC) of a session came to: balances, trades, gains, costs and the deepest fall.',
  examples: ['export months', 'export months paper-20261121-194512-1a2b --out months.csv'],
  ...sessionWords,
  flags: exportFlags('file', '.csv or .json; exports/months_SESSION.csv and .json in your folder when it is not given'),
  run({ out, json, userdir }, [given]) {
    const formats = out === undefined ? (['json', 'csv'] as const) : [formatOf(out)]
    const { session, events } = readSessionEvents(userdir, given)
    const months = monthlyStatisticsOf(events)
    const files = formats.map((format) =>
      writeExport(contentOf(format, session, months), { out, userdir, name: `months_${session}.${format}` }),
    )
    if (json) return printJson({ session, months: months.length, files })
    for (const file of files) printLine(`${file}: ${months.length} months of ${session}`)
  },
})

function formatOf(out: string): 'csv' | 'json' {
  if (out.endsWith('.csv')) return 'csv'
  if (out.endsWith('.json')) return 'json'
  throw badValue('out', out, 'Its name tells the format: use one that ends in .csv or .json.')
}

function contentOf(format: 'csv' | 'json', session: string, months: readonly MonthStatistics[]): string {
  return format === 'csv' ? monthlyCsv(months) : `${JSON.stringify({ session, months }, null, 2)}\n`
}
