import type { Trade } from '../../core/trade.ts'
import { tradesCsv } from '../../research/report/trades-csv.ts'
import { defineCommand } from '../command.ts'
import { printJson, printLine } from '../output.ts'
import { readSessionEvents } from './read-session-events.ts'
import { exportFlags, sessionWords } from './session-words.ts'
import { writeExport } from './write-export.ts'

/** `plimsoll export trades`. */
export const command = defineCommand({
  about: 'Writes every closed trade of a session as CSV, as --trades of a backtest does.',
  examples: ['export trades', 'export trades paper-20261121-194512-1a2b --out trades.csv'],
  ...sessionWords,
  flags: exportFlags('file', 'CSV to write; exports/trades_SESSION.csv in your folder when it is not given'),
  run({ out, json, userdir }, [given]) {
    const { session, events } = readSessionEvents(userdir, given)
    const trades: Trade[] = []
    for (const event of events) if (event.type === 'trade') trades.push(event.trade)
    const file = writeExport(tradesCsv(trades), { out, userdir, name: `trades_${session}.csv` })
    if (json) return printJson({ session, trades: trades.length, file })
    printLine(`${file}: ${trades.length} trades of ${session}`)
  },
})
