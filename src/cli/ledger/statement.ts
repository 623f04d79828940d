import { PlimsollError } from '../../core/errors.ts'
import { formatAmount, parseAmount } from '../../store/ledger/amount.ts'
import { type StatementLine, statementOf } from '../../store/ledger/statement.ts'
import { defineCommand } from '../command.ts'
import { choice, on } from '../flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { postSession } from './post-session.ts'

const COLUMNS = [
  'period',
  'asset',
  'opening',
  'deposits',
  'realisedPnl',
  'fees',
  'funding',
  'closing',
] as const satisfies readonly (keyof StatementLine)[]

const HEADINGS = ['period', 'asset', 'opening', 'deposits', 'realised pnl', 'fees', 'funding', 'closing']

/** Places that the table is rounded to; JSON and CSV have them all. */
const SHOWN_PLACES = 8

/** `plimsoll ledger statement`. */
export const command = defineCommand({
  about:
    'Shows what every day or month (UTC) of a session came to, from its exact ledger. Coins count at what they cost.',
  examples: ['ledger statement', 'ledger statement paper-20261121-194512-1a2b --by month --csv'],
  takes: '[session]',
  takesAbout: 'name of the session; the newest when it is not given',
  flags: {
    by: choice('span', 'span of a line: day or month', ['day', 'month'], { initial: 'day' }),
    json: on('print one JSON document, with every digit'),
    csv: on('print CSV, with every digit'),
  },
  run({ by, json, csv, userdir }, [name]) {
    if (json && csv) throw new PlimsollError('usage', '--json and --csv are two formats', 'Give one of them.')
    const { session, postings } = postSession(userdir, name)
    const lines = statementOf(postings, by)
    if (json) return printJson({ session, by, lines })
    if (csv) return printLine([COLUMNS.join(','), ...lines.map(csvRow)].join('\n'))
    printLine(`${session}, by ${by}`)
    printLine(formatTable(HEADINGS, lines.map(tableRow)))
  },
})

function csvRow(line: StatementLine): string {
  return COLUMNS.map((column) => line[column]).join(',')
}

function tableRow(line: StatementLine): string[] {
  return COLUMNS.map((column, k) => (k < 2 ? line[column] : shown(line[column])))
}

function shown(amount: string): string {
  return formatAmount(parseAmount(amount).toDecimalPlaces(SHOWN_PLACES))
}
