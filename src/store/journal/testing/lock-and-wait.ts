import { JournalWriter } from '../journal-writer.ts'

// `node lock-and-wait.ts FOLDER`: opens the journal there, says so, and waits to be killed.

JournalWriter.open(process.argv[2] ?? '', { session: 's' })
process.stdout.write('locked\n')
setInterval(() => undefined, 1000)
