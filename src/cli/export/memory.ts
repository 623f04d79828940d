import { tradingMemoryOf } from '../../store/exports/trading-memory.ts'
import { defineCommand } from '../command.ts'
import { printJson, printLine } from '../output.ts'
import { readSessionEvents } from './read-session-events.ts'
import { exportFlags, sessionWords } from './session-words.ts'
import { writeExport } from './write-export.ts'

/** `plimsoll export memory`. */
export const command = defineCommand({
  about: 'Writes trading_memory.json: the balance at the start of the current month, and its entries and exits.',
  examples: ['export memory', 'export memory paper-20261121-194512-1a2b --out trading_memory.json'],
  ...sessionWords,
  flags: exportFlags('file', 'JSON to write; exports/trading_memory.json in your folder when it is not given'),
  run({ out, json, userdir }, [given]) {
    const { session, events } = readSessionEvents(userdir, given)
    const memory = tradingMemoryOf(events)
    const file = writeExport(`${JSON.stringify(memory, null, 2)}\n`, { out, userdir, name: 'trading_memory.json' })
    const { current_month: month, month_stats: stats } = memory
    if (json) return printJson({ session, month, records: stats.trades.length, file })
    printLine(`${file}: ${stats.trades.length} entries and exits of ${month}, ${session}`)
  },
})
