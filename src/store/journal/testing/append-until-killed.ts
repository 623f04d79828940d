import { writeSync } from 'node:fs'
import { createPrng } from '../../../core/prng.ts'
import { JournalWriter } from '../journal-writer.ts'
import { minuteBars } from './sample-journal.ts'

// `node append-until-killed.ts FOLDER SEED ['in a thread']`: appends until somebody kills it, and tells each commit once it has returned.

const [folder = '', seed = '', where = ''] = process.argv.slice(2)
const draw = createPrng(Number(seed))
const bars = minuteBars(2000)
const journal = JournalWriter.open(folder, { session: 'killed', segmentBytes: 20_000, inThread: where !== '' })
writeSync(1, `open ${journal.sequence}\n`)
for (;;) {
  for (let k = 1 + Math.floor(draw() * 5); k > 0; k--) {
    const kind = draw()
    if (kind < 0.8) journal.appendText(JSON.stringify({ n: journal.sequence + 1, text: 'x'.repeat(draw() * 300) }))
    else journal.appendBars(journal.sequence + 1, bars, 0, kind < 0.99 ? 20 : 2000)
  }
  if (draw() < 0.1) journal.flush()
  journal.commit()
  writeSync(1, `${journal.sequence}\n`)
}
