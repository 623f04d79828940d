import { formatAmount } from '../../store/ledger/amount.ts'
import { type Residue, reconcile, TOLERANCE } from '../../store/ledger/reconcile.ts'
import { defineCommand } from '../command.ts'
import { on, text } from '../flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { readJsonFile } from '../read-json-file.ts'
import { BALANCES_EXAMPLE, parseBalances } from './parse-balances.ts'
import { postSession } from './post-session.ts'

/** `plimsoll ledger reconcile`. */
export const command = defineCommand({
  about:
    'Compares the ledger of a session with the balances of the venue and names every asset in which they differ. Exit code 1 when one differs by more than 1e-8.',
  examples: ['ledger reconcile paper-20261121-194512-1a2b --balances balances.json'],
  takes: '[session]',
  takesAbout: 'name of the session; the newest when it is not given',
  flags: {
    balances: text('file', `what the venue holds: ${BALANCES_EXAMPLE}`, { isRequired: true }),
    json: on('print one JSON document'),
  },
  async run({ balances: file, json, userdir }, [name]) {
    const venue = await readJsonFile(file, BALANCES_EXAMPLE, parseBalances)
    const { session, books, postings } = postSession(userdir, name)
    let count = 0
    for (const _posting of postings) count += 1
    const residues = reconcile(books.balances(), venue.balances, venue.movements)
    if (json) printJson({ session, postings: count, tolerance: TOLERANCE.toString(), residues: residues.map(toJson) })
    else printResidues(`${session}, ${count} postings`, residues)
    if (residues.some(({ isAboveTolerance }) => isAboveTolerance)) process.exitCode = 1
  },
})

function printResidues(title: string, residues: readonly Residue[]): void {
  if (residues.length === 0) return printLine(`${title}: ledger and venue agree in every asset`)
  printLine(`${title}: they differ in ${residues.length} asset${residues.length === 1 ? '' : 's'}`)
  const rows = residues.map(({ asset, ledger, known, venue, residue, isAboveTolerance, guess }) => [
    asset,
    ...[ledger, known, venue, residue].map(formatAmount),
    isAboveTolerance ? 'above 1e-8' : 'within 1e-8',
    guess,
  ])
  printLine(formatTable(['asset', 'ledger', 'known', 'venue', 'residue', '', 'likely'], rows))
}

/** Amounts as text: JSON numbers would lose digits. */
function toJson({ ledger, known, venue, residue, ...rest }: Residue): object {
  return {
    ...rest,
    ledger: formatAmount(ledger),
    known: formatAmount(known),
    venue: formatAmount(venue),
    residue: formatAmount(residue),
  }
}
