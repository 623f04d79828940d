import { openLogs } from '../open-logs.ts'

/**
 * A process of its own that logs `count` numbered lines under `name` into `folder`, from `startAt` on so that several begin at once.
 * Then it is killed where it stands, or ends without closing anything.
 */
const [folder = '', name = '', count = '0', end = '', bytesMax = '10000000', startAt = '0'] = process.argv.slice(2)

const logs = openLogs({
  folder,
  console: 'off',
  redact: (text) => text,
  now: () => Date.UTC(2025, 9, 30),
  bytesMax: Number(bytesMax),
})
while (Date.now() < Number(startAt));
for (let i = 0; i < Number(count); i++) logs.info(name, `line ${i}`, { padding: name.repeat(40) })
if (end === 'kill') process.kill(process.pid, 'SIGKILL')
