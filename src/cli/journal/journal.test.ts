import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
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

/** Lines as `journal heads` prints them, kept in a file. */
async function keepHeads(...sessions: string[]): Promise<string> {
  const file = join(userdir, 'heads.txt')
  writeFileSync(file, await journal('heads', ...sessions))
  return file
}

describe('heads', () => {
  test('prints one line a session, or those that are named', async () => {
    for (const name of ['a', 'with  spaces']) sample(name)
    const before = Math.floor(Date.now() / 1000) * 1000
    const lines = (await journal('heads')).split('\n').sort()
    const after = Date.now()
    expect(lines.map((line) => line.replace(/T\S+Z/, 'T…Z').replace(/\d{4}-\d\d-\d\d/, '…'))).toEqual([
      '',
      `${HASH}  7  …T…Z  a`,
      `${HASH}  7  …T…Z  with  spaces`,
    ])
    const [time = ''] = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/.exec(lines[1] ?? '') ?? []
    expect(Date.parse(time)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(time)).toBeLessThanOrEqual(after)
    expect(await journal('heads', 'a')).toMatch(/^\w{64} {2}7 {2}\S+Z {2}a\n$/)
    expect(await journal('heads', 'x')).toBe(`error: there is no journal of session "x" in ${root}`)
  })

  test('prints one JSON document', async () => {
    sample('a')
    const printed: unknown = JSON.parse(await journal('heads', '--json'))
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(printed).toEqual([{ session: 'a', sequence: 7, hash: HASH, at }])
  })

  test('leaves out what has no record', async () => {
    expect(await journal('heads')).toBe(`no records in ${root}\n`)
    const writer = JournalWriter.open(join(root, 'b'), { session: 'b' })
    expect(await journal('heads')).toBe(`no records in ${root}\n`)
    expect(await journal('heads', '--json')).toBe('[]\n')
    writer.appendText('{"a":1}')
    writer.flush()
    expect(await journal('heads')).toMatch(new RegExp(`^${writer.hash}  1  \\S+  b\n$`))
    writer.close()
  })

  test('prints nothing but heads where they are kept', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await runCommandLine(['journal', 'heads', '--userdir', userdir])
    expect(stdout).not.toHaveBeenCalled()
  })

  test('prints none when a journal is damaged', async () => {
    sample('a')
    const folder = sample('b', 1)
    damage(folder)
    expect(await journal('heads')).toBe(
      `error: ${join(folder, '000003.journal')} at byte 320: a frame is damaged: its hash does not fit`,
    )
  })
})

describe('verify --heads', () => {
  test('says how many heads fit', async () => {
    for (const name of ['a', 'b', 'c']) sample(name)
    const file = await keepHeads('a', 'b')
    appendFileSync(file, await journal('heads', 'b'))
    const whole = `whole, 7 records, 1160 bytes, 3 segments, hash ${HASH}`
    expect((await journal('verify', '--heads', file)).split('\n').sort()).toEqual([
      '',
      `a: ${whole}; 1 head fits`,
      `b: ${whole}; 2 heads fit`,
      `c: ${whole}; 0 heads fit`,
    ])
    expect(await journal('verify', 'b', '--heads', file)).toBe(`b: ${whole}; 2 heads fit\n`)
    expect(JSON.parse(await journal('verify', 'b', '--heads', file, '--json'))).toMatchObject([
      { session: 'b', records: 7, heads: 2 },
    ])
    expect(await journal('verify', 'b', '--json')).not.toContain('heads')
  })

  test('fails when an end was cut off, and tells the others', async () => {
    for (const name of ['a', 'b']) sample(name)
    const file = await keepHeads('a', 'b')
    appendFileSync(file, await journal('heads', 'b'))
    rmSync(join(root, 'b', '000003.journal'))
    const output = await journal('verify', '--heads', file)
    expect(output).toMatch(/^a: whole, .*; 1 head fits$/m)
    expect(output).toMatch(/^b: whole, .*; 0 of 2 heads fit$/m)
    expect(output.split('\n').at(-1)).toBe(
      `error: ${file} line 2: the journal of session "b" has 4 records and ends before record 7: its end was cut off, or it was put back from an older copy; 1 more line does not fit`,
    )
    expect(await journal('verify', 'a', '--heads', file)).toMatch(/^a: whole, .*; 1 head fits\n$/)
  })

  test('fails when a journal is gone, unless others are named', async () => {
    for (const name of ['a', 'b']) sample(name)
    const file = await keepHeads('a', 'b')
    rmSync(join(root, 'b'), { recursive: true })
    const output = await journal('verify', '--heads', file)
    expect(output).toMatch(/^a: whole, .*; 1 head fits$/m)
    expect(output.split('\n').at(-1)).toBe(`error: ${file} line 2: there is no journal of session "b"`)
    expect(await journal('verify', 'a', '--heads', file)).toMatch(/^a: whole, .*; 1 head fits\n$/)
  })

  test('tells damage before heads that do not fit', async () => {
    for (const name of ['a', 'b']) sample(name)
    const file = await keepHeads('a', 'b')
    damage(join(root, 'a'))
    rmSync(join(root, 'b', '000003.journal'))
    const output = await journal('verify', '--heads', file)
    expect(output).toMatch(/^a: DAMAGED after .*; 0 of 1 heads fit$/m)
    expect(output).toMatch(/^b: whole, .*; 0 of 1 heads fit$/m)
    expect(output.split('\n').at(-1)).toMatch(/^error: .*000003\.journal at byte 320: a frame is damaged/)
  })

  test('refuses lines that are no heads, and a file that is not there, before it checks a journal', async () => {
    sample('a')
    const file = join(userdir, 'heads.txt')
    expect(await journal('verify', '--heads', file)).toBe(`error: cannot read ${file}: no such file or folder`)
    writeFileSync(file, `${HASH}  0  2026-11-21T19:45:12Z  b\n`)
    expect(await journal('verify', 'a', '--heads', file)).toBe(
      `error: ${file} line 1: "0" is not a whole number from 1 on`,
    )
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
