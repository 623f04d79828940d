import { openDatabase } from '../open-database.ts'

// `node migrate-and-die.ts URL N`: opens the database and is killed, as by kill -9, before the Nth statement of the migration.
// Prints how many statements there were when it lived to the end.

const [url = '', dieAt = ''] = process.argv.slice(2)
let statements = 0
const database = await openDatabase({
  url,
  observeMigration: () => {
    if (statements++ === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
  },
})
await database.close()
process.stdout.write(String(statements))
