import { existsSync, readFileSync, writeSync } from 'node:fs'

// `node --import report-peak.js …`: at its end the process says on stderr how much memory it had at most. The operating system's count
// for this image alone (VmHWM) comes first, because the maxRSS of a child can be that of the process that started it.

const STATUS = '/proc/self/status'

process.once('exit', () => {
  const status = existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : ''
  const peakKb = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS)
  writeSync(2, `\npeak memory ${peakKb} kB\n`)
})
