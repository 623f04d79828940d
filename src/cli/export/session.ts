import { join } from 'node:path'
import { PlimsollError } from '../../core/errors.ts'
import type { CommandGiven } from '../../core/session-event.ts'
import { summarise } from '../../research/metrics/summarise.ts'
import { buildReport } from '../../research/report/build-report.ts'
import type { RunResult } from '../../research/run-result.ts'
import type { JournalRecord } from '../../store/journal/read-journal.ts'
import { readReportAssets } from '../../store/report-assets.ts'
import { userFolder } from '../../store/user-folder.ts'
import { writeFolder } from '../../store/write-folder.ts'
import { SessionReplay } from '../../trader/replay-session.ts'
import { commandIn } from '../../trader/session-records.ts'
import { defineCommand } from '../command.ts'
import type { KeptFlags } from '../kept-session.ts'
import { findSession, flagsOf, type KnownSession, setUpAgain } from '../known-session.ts'
import { printJson, printLine } from '../output.ts'
import { sessionFlags } from '../paper.ts'
import { exportFlags, sessionWords } from './session-words.ts'

/** `plimsoll export session`. */
export const command = defineCommand({
  about: 'Runs a session again from its journal, checks that it comes to the same, and writes the report of it.',
  examples: ['export session', 'export session paper-20261121-194512-1a2b --out reports/paper'],
  ...sessionWords,
  flags: exportFlags('folder', 'folder to write; exports/session_SESSION in your folder when it is not given'),
  run: ({ out, json, userdir }, [given]) => exportSession(findSession(userdir, given), { out, json, userdir }),
})

interface Given {
  readonly out: string | undefined
  readonly json: boolean
  readonly userdir: string
}

async function exportSession(known: KnownSession, { out, json, userdir }: Given): Promise<void> {
  const { result, hasEnded } = await resultOfSession(known)
  const folder = out ?? join(userFolder(userdir).exports, `session_${known.id}`)
  const files = await buildReport(result, summarise(result), readReportAssets())
  writeFolder(folder, files)
  const trades = result.trades.length
  if (json) return printJson({ session: known.id, hasEnded, trades, folder, files: [...files.keys()] })
  printLine(`${folder}: report of ${known.id}, ${trades} trades${hasEnded ? '' : ' up to its last record'}`)
}

/** What the session left behind when it ended; of one that did not, what it had come to by its last record, positions still open. */
async function resultOfSession(known: KnownSession): Promise<{ result: RunResult; hasEnded: boolean }> {
  const flags = flagsOf<KeptFlags>(known, sessionFlags)
  const replay = new SessionReplay(known.started, await setUpAgain(known, flags), { windowBars: flags.windowBars })
  let finish: CommandGiven | undefined
  const report = replay.run(
    untilFinish(known.records, (found) => {
      finish = found
    }),
  )
  if (!report.identical) {
    throw new PlimsollError(
      'data',
      `${known.id} does not come to the same again: ${report.difference?.why ?? 'it differs'}`,
      `Its report would not be that of the session. See plimsoll replay ${known.id}; trades and months can be exported.`,
    )
  }
  const { session } = replay
  if (finish === undefined) {
    replay.catchUp()
    return { result: session.finish('stopped', false), hasEnded: false }
  }
  const end = finish.reason === 'end_of_data' ? 'end_of_data' : 'stopped'
  return { result: session.finish(end, finish.closesPositions === true), hasEnded: true }
}

/** The records before the session was told to finish: the replay is finished here, where its result is taken. */
function* untilFinish(
  records: Iterable<JournalRecord>,
  onFinish: (command: CommandGiven) => void,
): Generator<JournalRecord> {
  for (const record of records) {
    const command = record.type === 'event' ? commandIn(record.text) : undefined
    if (command?.command === 'finish') return onFinish(command)
    yield record
  }
}
