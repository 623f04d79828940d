import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { JournalWriter } from '../../store/journal/journal-writer.ts'
import { writeSample } from '../../store/journal/testing/sample-journal.ts'
import { userFolder } from '../../store/user-folder.ts'
import { runCommandLine } from '../run-command-line.ts'

const HASH = '695b513fbfdef1b1984d20224667f0ff22cef773c1cf827a9276a7a3dbb15ab4'

let userdir = ''
let root = ''
beforeEach(() => {
  userdir = mkdtempSync(join(tmpdir(), 'plimsoll-journal-cli-'))
  root = userFolder(userdir).journal
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(userdir, { recursive: true })
})

/** What `plimsoll journal …args` prints. */
async function journal(...args: string[]): Promise<string> {
  const parts: string[] = []
  const keep = (text: unknown) => parts.push(String(text)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  try {
    await runCommandLine(['journal', ...args, '--userdir', userdir])
  } catch (error) {
    parts.push(`error: ${error instanceof Error ? error.message : error}`)
  } finally {
    vi.restoreAllMocks()
  }
  return parts.join('')
}

/** The sample under the name `session`, last written so many days ago. */
function sample(session: string, ageDays = 0): string {
  const folder = join(root, session)
  writeSample(folder)
  const at = Date.now() / 1000 - ageDays * 86_400
  utimesSync(join(folder, '000003.journal'), at, at)
  return folder
}

function damage(folder: string): void {
  const path = join(folder, '000003.journal')
  const bytes = readFileSync(path)
  bytes[350] = (bytes[350] as number) ^ 1
  writeFileSync(path, bytes)
}

describe('list', () => {
  test('says that there is none', async () => {
    expect(await journal('list')).toBe(`no sessions in ${root}\n`)
  })

  test('shows sessions as a table or as JSON', async () => {
    sample('b')
    const at = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000
    utimesSync(join(root, 'b', '000003.journal'), at, at)
    expect(await journal('list')).toBe(
      [
        'session  begun                last written         segments  records  bytes  state',
        'b        2023-11-14 22:13:20  2026-01-02 03:04:05         3        7   1160  ended',
        '',
      ].join('\n'),
    )
    const [first] = JSON.parse(await journal('list', '--json'))
    expect(first).toMatchObject({ session: 'b', state: 'ended', records: 7, lastWrittenAt: at * 1000 })
  })

  test('says where a journal is damaged', async () => {
    damage(sample('b'))
    const output = await journal('list')
    expect(output).toContain('  damaged\n')
    expect(output).toContain('000003.journal at byte 320: a frame is damaged')
  })
})

describe('verify', () => {
  test('checks every session, or those that are named', async () => {
    for (const name of ['a', 'b']) sample(name)
    const whole = `whole, 7 records, 1160 bytes, 3 segments, hash ${HASH}\n`
    expect((await journal('verify')).split('\n').sort().join('\n')).toBe(`\na: ${whole}b: ${whole}`.trimEnd())
    expect(await journal('verify', 'b')).toBe(`b: ${whole}`)
    expect(JSON.parse(await journal('verify', 'b', '--json'))).toMatchObject([{ session: 'b', records: 7, hash: HASH }])
  })

  test('says a torn tail', async () => {
    truncateSync(join(sample('a'), '000003.journal'), 400)
    expect(await journal('verify')).toMatch(
      /^a: whole, 5 records, 1024 bytes, 3 segments, hash \w+; 80 bytes behind them were never finished\n$/,
    )
  })

  test('fails at a flaw, with file and offset', async () => {
    const folder = sample('a')
    damage(folder)
    const where = `${join(folder, '000003.journal')} at byte 320: a frame is damaged: its hash does not fit`
    expect(await journal('verify')).toBe(
      `a: DAMAGED after 5 records, 1024 bytes, 3 segments: ${where}\nerror: ${where}`,
    )
  })

  test('refuses a name that is not there', async () => {
    expect(await journal('verify', 'x')).toBe(`error: there is no journal of session "x" in ${root}`)
    expect(await journal('verify', '../journal')).toContain('there is no journal of session "../journal"')
  })
})

describe('export', () => {
  test('writes every event with every field, and no bars', async () => {
    sample('a')
    const csv = join(userdir, 'events.csv')
    expect(await journal('export', 'a', '--csv', csv)).toBe(`${csv}: 5 events of a\n`)
    expect(readFileSync(csv, 'utf8')).toBe(
      [
        'sequence,time,type,at,symbol,strategy,stage,rule,reason,a,end',
        '1,2023-11-14T22:14:20.000Z,refusal,1700000060000,BTC/USDT,momentum,allowed,max-positions,größer als erlaubt: 5,,',
        '3,,,,,,,,,1,',
        '4,,,,,,,,,2,',
        '6,,,,,,,,,3,',
        '7,2023-11-14T22:15:20.000Z,ended,1700000120000,,,,,,,stopped',
        '',
      ].join('\n'),
    )
  })

  test('writes no formulas, and leaves plain numbers as they are', async () => {
    const writer = JournalWriter.open(join(root, 's'), { session: 's' })
    const texts = ['=1+1', '+1', '-1', '-0.5', '+cmd', '-2+3', '@x', '\tx', 'a,"b"', '1e5']
    for (const reason of texts) writer.appendText(JSON.stringify({ type: 'x', reason }))
    writer.appendText(JSON.stringify({ type: 'x', reason: [1, '=x'], amount: -3.5, ok: true, none: null, '=f': 1 }))
    writer.close()
    const csv = join(userdir, 'events.csv')
    await journal('export', 's', '--csv', csv)
    const lines = readFileSync(csv, 'utf8').split('\n')
    expect(lines[0]).toBe("sequence,time,type,at,reason,amount,ok,none,'=f")
    expect(lines.slice(1, -2).map((line) => line.split(',').slice(4, -4).join())).toEqual([
      "'=1+1",
      '+1',
      '-1',
      '-0.5',
      "'+cmd",
      "'-2+3",
      "'@x",
      "'\tx",
      '"a,""b"""',
      '1e5',
    ])
    expect(lines.at(-2)).toBe('11,,x,,"[1,""=x""]",-3.5,true,,1')
  })

  test('of a damaged journal writes nothing, unless what comes before the damage is asked for', async () => {
    damage(sample('a'))
    const csv = join(userdir, 'events.csv')
    expect(await journal('export', 'a', '--csv', csv)).toMatch(
      /^error: .*000003\.journal at byte 320: a frame is damaged/,
    )
    expect(existsSync(csv)).toBe(false)
    const output = await journal('export', 'a', '--csv', csv, '--damaged')
    expect(output).toContain('only what comes before the damage: ')
    expect(output).toContain(`${csv}: 3 events of a\n`)
    expect(readFileSync(csv, 'utf8').split('\n')).toHaveLength(5)
  })
})

describe('prune', () => {
  test('wants to know what may go', async () => {
    expect(await journal('prune', '--yes')).toBe('error: what may go is not said')
  })

  test('only says what it would do until --yes is given', async () => {
    sample('new')
    sample('old', 40)
    const locked = sample('locked', 50)
    const writer = JournalWriter.open(locked, { session: 'sample' })
    const at = Date.now() / 1000 - 50 * 86_400
    utimesSync(join(locked, '000003.journal'), at, at)
    expect(await journal('prune', '--keep-days', '30')).toBe(
      'would remove old: 40 days old, 1160 bytes\nwould remove 1 session, 1160 bytes: add --yes to do it\n',
    )
    expect(existsSync(join(root, 'old'))).toBe(true)
    expect(await journal('prune', '--keep-days', '30', '--yes')).toBe(
      'removed old: 40 days old, 1160 bytes\nremoved 1 session, 1160 bytes\n',
    )
    expect([existsSync(join(root, 'old')), existsSync(join(root, 'new')), existsSync(locked)]).toEqual([
      false,
      true,
      true,
    ])
    writer.close()
    expect(JSON.parse(await journal('prune', '--max-bytes', '1200', '--yes', '--json'))).toEqual({
      isRemoved: true,
      bytes: 1160,
      sessions: [{ session: 'locked', bytes: 1160, reason: 'beyond 1200 bytes' }],
    })
    expect(await journal('prune', '--max-bytes', '1200')).toBe('would remove 0 sessions, 0 bytes\n')
  })
})
