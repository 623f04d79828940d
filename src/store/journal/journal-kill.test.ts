import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { readJournal } from './read-journal.ts'
import { journalFolder } from './testing/sample-journal.ts'
import { verifyJournal } from './verify-journal.ts'

const CHILD = fileURLToPath(new URL('./testing/append-until-killed.ts', import.meta.url))
const KILLS = 50

let folder = ''
beforeEach(() => {
  folder = journalFolder()
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

/** Kills a writer a random moment after its first commit, and gives what it had told: where it began, and its last commit. */
async function killOnce(seed: number, delayMs: number, where: string): Promise<{ begunAt: number; told: number }> {
  const child = spawn(process.execPath, [CHILD, folder, String(seed), where], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  let isDoomed = false
  child.stdout.on('data', (data) => {
    output += data
    if (isDoomed || output.split('\n').length <= 2) return
    isDoomed = true
    setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  const [code, signal] = await once(child, 'close')
  expect([code, signal]).toEqual([null, 'SIGKILL'])
  const lines = output.split('\n').slice(0, -1)
  const begunAt = Number(lines[0]?.slice('open '.length))
  return { begunAt, told: lines.length > 1 ? Number(lines.at(-1)) : begunAt }
}

test.each(['', 'in a thread'])(
  'what was committed outlives the killing of its writer, fifty times in the same journal, and nothing is there twice: %s',
  async (where) => {
    const draw = createPrng(20)
    let told = 0
    let records = 0
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = await killOnce(kill, draw() * 40, where)
      expect(child.begunAt, `kill ${kill}: it goes on with what was there`).toBe(records)
      told = child.told
      const report = verifyJournal(folder)
      expect(report.flaw, `kill ${kill}`).toBeUndefined()
      records = report.records
      expect(records, `kill ${kill}: every commit that was told is there`).toBeGreaterThanOrEqual(told)
    }
    let sequence = 0
    for (const record of readJournal(folder)) {
      expect(record.sequence).toBe(++sequence)
      const own = record.type === 'event' ? (JSON.parse(record.text) as { n: number }).n : record.market
      if (own !== sequence) expect(own).toBe(sequence)
    }
    expect(sequence).toBe(records)
    expect(records).toBeGreaterThan(KILLS)
  },
  120_000,
)
