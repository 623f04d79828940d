import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/sql/open-database.ts'
import { candleText } from '../cli/candle-text.ts'
import { runCli } from '../cli/run-cli.ts'
import { ownServers } from './own-server.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))

/** A session in a process of its own, of which one can wait for a line. */
class RunningSession {
  stderr = ''
  readonly #child
  readonly ended: Promise<number | null>

  constructor(args: readonly string[], cwd: string) {
    this.#child = spawn(process.execPath, [LAUNCHER, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    this.#child.stderr.on('data', (data) => {
      this.stderr += data
    })
    this.ended = new Promise((resolve) => this.#child.on('close', resolve))
  }

  /** Waits until `text` has been printed since `from`. */
  async says(text: string, from = 0): Promise<void> {
    const deadline = Date.now() + 40_000
    while (!this.stderr.slice(from).includes(text)) {
      if (Date.now() > deadline) throw new Error(`"${text}" does not come; so far:\n${this.stderr.slice(-2000)}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  stop(): void {
    this.#child.kill('SIGTERM')
  }

  /** However the test went. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }
}

describe.each(ownServers)('$label that goes away in the middle of a session', ({ why, make }) => {
  test.skipIf(why !== undefined)(
    `stops new positions, is named, and gets everything when it is back${why === undefined ? '' : ` (skipped: ${why})`}`,
    { timeout: 150_000 },
    async () => {
      const cwd = mkdtempSync(join(tmpdir(), 'plimsoll-gone-'))
      const server = await make()
      let session: RunningSession | undefined
      try {
        await server.start()
        writeFileSync(join(cwd, 'walk.csv'), candleText(3000))
        const args = ['paper', '-s', 'random', '--param', 'every=2', '-i', '5m', '--data-file', 'walk.csv']
        session = new RunningSession([...args, '--speed', '1000', '--session', 'gone', '--database', server.url], cwd)
        await session.says(' fill ')
        const from = session.stderr.length
        await server.kill()
        await session.says('no new positions from here on', from)
        await session.says('trading_state: the account is close_only: database:', from)
        await server.start()
        await session.says('the database can be written again and has everything', from)
        session.stop()
        expect(await session.ended).toBe(1)
        await expectEverything(server.url, cwd)
      } finally {
        session?.kill()
        await server.remove()
        rmSync(cwd, { recursive: true })
      }
    },
  )

  test.skipIf(why !== undefined)(
    `or is not there at the start: no session begins${why === undefined ? '' : ` (skipped: ${why})`}`,
    { timeout: 60_000 },
    async () => {
      const cwd = mkdtempSync(join(tmpdir(), 'plimsoll-gone-'))
      const server = await make()
      try {
        writeFileSync(join(cwd, 'walk.csv'), candleText(300))
        const args = ['paper', '-s', 'momentum', '--data-file', 'walk.csv', '--speed', 'max', '--database', server.url]
        const { code, stdout, stderr } = await runCli(args, { cwd })
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
        expect(stderr).toMatch(/^error: .*127\.0\.0\.1/)
        expect(readdirSync(join(cwd, 'plimsoll', 'data', 'journal'))).toEqual([])
      } finally {
        await server.remove()
        rmSync(cwd, { recursive: true })
      }
    },
  )
})

/** The database has every record of the journal. */
async function expectEverything(url: string, cwd: string): Promise<void> {
  const { stdout } = await runCli(['journal', 'list', '--json'], { cwd })
  const [journal] = JSON.parse(stdout)
  const database = await openDatabase({ url })
  try {
    const row = await database.writer.selectFrom('sessions').select('lastSequence').executeTakeFirstOrThrow()
    expect(journal).toMatchObject({ session: 'gone', records: row.lastSequence })
  } finally {
    await database.close()
  }
}
