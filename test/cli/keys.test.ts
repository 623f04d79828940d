import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { binanceAnswers, bybitAnswers, exchangeDouble, okxAnswers } from './exchange-double.ts'
import { runWithInput } from './run-with-input.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))
const BINANCE = {
  apiKey: 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
  secret: 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
}
const OKX = {
  apiKey: '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f',
  secret: '0123456789ABCDEF0123456789ABCDEF',
  passphrase: 'Correct#Horse1',
}
const BYBIT = { apiKey: 'x7Kq2mWp9LzR4tVb8N', secret: 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8' }

function userdir(): string {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-keys-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

async function addKey(root: string, exchange: string, key: object): Promise<string> {
  const { stdout, stderr } = await runWithInput(
    ['keys', 'add', '--exchange', exchange, '--userdir', root],
    JSON.stringify(key),
  )
  return /^key-[0-9a-f]{8}/.exec(stdout)?.[0] ?? expect.fail(stderr)
}

test('a key goes through its whole life, from file to passphrase to the environment', async () => {
  const root = userdir()
  const keys = (words: string, input = '', env = {}) =>
    runWithInput(['keys', ...words.split(' '), '--userdir', root], input, env)
  expect((await keys('list')).stdout).toBe('no keys yet: plimsoll keys add --exchange binance --label main\n')
  const id = await addKey(root, 'binance', BINANCE)
  expect(readdirSync(root).toSorted()).toEqual(['.gitignore', 'data', 'master.key'])
  expect((await keys(`test ${id}`)).stdout).toBe(
    `${id}: the key "main" of binance
check        outcome  detail
can be read  ok       version 1
api key      ok       64 letters and digits
secret       ok       64 letters and digits, or a private key
passphrase   ok       none is needed
two parts    ok       the api key and the secret are different texts
`,
  )
  const phrase = 'four words of mine\n'
  expect((await keys('rotate --to passphrase', phrase)).stdout).toMatch(
    /^1 key is locked with the new master key in a passphrase\n/,
  )
  expect(await keys('list --json').then(({ stdout }) => JSON.parse(stdout))).toMatchObject({
    lockedWith: 'passphrase',
    isBeingRelocked: false,
    keys: [{ id, exchange: 'binance', label: 'main', version: 1, lastFour: 'Eh8A', lastUsedAt: expect.any(Number) }],
  })
  const replaced = await keys(
    `rotate ${id} --passphrase`,
    `${phrase}apiKey=${BINANCE.secret}\nsecret: ${BINANCE.apiKey}\n`,
  )
  expect(replaced.stdout).toContain(`${id}: version 2 of the key "main" of binance is in use`)
  const env = { PLIMSOLL_MASTER_KEY: randomBytes(32).toString('base64') }
  expect((await keys('rotate --to env --passphrase', phrase, env)).stderr).toBe('')
  const next = { ...env, PLIMSOLL_MASTER_KEY_NEXT: randomBytes(32).toString('base64') }
  expect((await keys('rotate', '', next)).stdout).toContain(
    'Set PLIMSOLL_MASTER_KEY to the value of PLIMSOLL_MASTER_KEY_NEXT now.',
  )
  const last = { PLIMSOLL_MASTER_KEY: next.PLIMSOLL_MASTER_KEY_NEXT }
  expect((await keys(`test ${id}`, '', env)).code).toBe(2)
  expect((await keys(`test ${id}`, '', last)).stdout).toContain('can be read  ok       version 2')
  expect((await keys(`remove ${id} --old-versions --yes`, '', last)).stdout).toBe(`${id}: only version 2 is kept\n`)
  expect((await keys(`remove ${id}`, '', last)).stderr).toContain(`${id} would be gone for good`)
  expect((await keys(`remove ${id} --yes`, '', last)).stdout).toBe(`${id} is removed\n`)
}, 120_000)

test('a secret on the command line is refused with the reason, and not repeated', async () => {
  const root = userdir()
  for (const words of [
    ['add', '--exchange', 'binance', '--secret', BINANCE.secret],
    ['add', '--exchange', 'binance', `--api-key=${BINANCE.apiKey}`],
    ['add', '--exchange', 'binance', BINANCE.secret],
    ['add', '--exchange', 'binance', '--passphrase', BINANCE.secret],
    ['rotate', 'key-00000000', BINANCE.secret],
    ['remove', BINANCE.secret],
    ['test', BINANCE.secret],
  ]) {
    const { code, stdout, stderr } = await runWithInput(['keys', ...words, '--userdir', root], '')
    expect(code).toBe(2)
    expect(stderr).toMatch(/a secret is not taken as an argument|give the id of one key/)
    expect(stdout + stderr).not.toMatch(/vmPUZE|NhqPtm/)
  }
  expect(readdirSync(root)).toEqual([])
})

test('input that is no key is refused without repeating it', async () => {
  const root = userdir()
  const add = async (exchange: string, input: string) =>
    (await runWithInput(['keys', 'add', '--exchange', exchange, '--userdir', root], input)).stderr.split('\n')[0]
  expect(await add('binance', '')).toBe('error: the input holds no key')
  expect(await add('binance', `{"apiKey": "${BINANCE.apiKey}", "secret": ${BINANCE.secret}}`)).toBe(
    'error: the input is no JSON',
  )
  expect(await add('binance', BINANCE.secret)).toBe('error: line 1 of the key is not name=value')
  expect(await add('binance', JSON.stringify({ ...BINANCE, secret: 'with a space' }))).toBe(
    'error: the key: secret is missing or cannot be a key',
  )
  expect(await add('binance', JSON.stringify({ ...BINANCE, seed: 'x' }))).toBe(
    'error: the key has a part that is not known',
  )
  expect(await add('okx', JSON.stringify({ ...OKX, passphrase: undefined }))).toBe(
    'error: the key of okx has no passphrase',
  )
  expect(await add('binance', `\ufeff${JSON.stringify({ ...BINANCE, seed: 'after a byte order mark' })}`)).toBe(
    'error: the key has a part that is not known',
  )
  expect(await add('binanse', JSON.stringify(BINANCE))).toBe('error: "binanse" is no exchange that is known')
  expect(await add('binance', JSON.stringify({ apiKey: 'short-of-64', secret: BINANCE.secret }))).toBe(
    'note: the api key looks unusual for binance: 11 letters; expected 64 letters and digits',
  )
}, 120_000)

test('asks the exchange what the key may do, and fails one that may withdraw', async () => {
  const root = userdir()
  const outcomes = async (exchange: string, key: object, answers: Parameters<typeof exchangeDouble>[0]) => {
    const { url } = await exchangeDouble(answers)
    const id = await addKey(root, exchange, key)
    const { code, stdout, stderr } = await runWithInput(
      ['keys', 'test', id, '--exchange-url', url, '--json', '--userdir', root],
      '',
    )
    expect(stderr).toBe('')
    await runWithInput(['keys', 'remove', id, '--yes', '--userdir', root], '')
    const { checks } = JSON.parse(stdout) as { checks: { name: string; outcome: string }[] }
    return [code, ...checks.slice(5).map(({ name, outcome }) => `${name}: ${outcome}`)]
  }
  expect(await outcomes('binance', BINANCE, binanceAnswers())).toEqual([
    0,
    'the exchange takes it: ok',
    'may not withdraw: ok',
    'may trade: ok',
    'only from your addresses: ok',
  ])
  expect(await outcomes('binance', BINANCE, binanceAnswers({ enableWithdrawals: true, ipRestrict: false }))).toEqual([
    1,
    'the exchange takes it: ok',
    'may not withdraw: failed',
    'may trade: ok',
    'only from your addresses: note',
  ])
  expect((await outcomes('bybit', BYBIT, bybitAnswers(['AccountTransfer']))).slice(0, 3)).toEqual([
    0,
    'the exchange takes it: ok',
    'may not withdraw: ok',
  ])
  expect((await outcomes('bybit', BYBIT, bybitAnswers(['Withdraw']))).slice(0, 3)).toEqual([
    1,
    'the exchange takes it: ok',
    'may not withdraw: failed',
  ])
  expect((await outcomes('okx', OKX, okxAnswers('read_only,trade'))).slice(0, 3)).toEqual([
    0,
    'the exchange takes it: ok',
    'may not withdraw: ok',
  ])
  expect((await outcomes('okx', OKX, okxAnswers('read_only,withdraw'))).slice(0, 4)).toEqual([
    1,
    'the exchange takes it: ok',
    'may not withdraw: failed',
    'may trade: note',
  ])
}, 120_000)

test('a key that may withdraw is not even kept when the exchange is asked first', async () => {
  const root = userdir()
  const { url, asked } = await exchangeDouble(binanceAnswers({ enableWithdrawals: true }))
  const words = ['keys', 'add', '--exchange', 'binance', '--exchange-url', url, '--userdir', root]
  const { code, stderr } = await runWithInput(words, JSON.stringify(BINANCE))
  expect([code, stderr.split('\n')[0]]).toEqual([
    2,
    'error: the key is not kept: "may not withdraw" failed: it may: make one without that right, and delete this one',
  ])
  expect(asked).toEqual(['GET /sapi/v1/account/apiRestrictions', 'GET /api/v3/account'])
  expect((await runWithInput(['keys', 'list', '--userdir', root], '')).stdout).toMatch(/^no keys yet/)
})

test('a refusal and a failure of the exchange are told without the key, its signature or the client', async () => {
  const root = userdir()
  const id = await addKey(root, 'binance', BINANCE)
  const ask = async (status: number, body: unknown) => {
    const { url } = await exchangeDouble({ '/sapi/v1/account/apiRestrictions': { status, body } })
    const result = await runWithInput(['keys', 'test', id, '--exchange-url', url, '--userdir', root], '')
    expect(result.stdout + result.stderr).not.toMatch(/vmPUZE|NhqPtm|signature=[0-9a-f]/)
    return result
  }
  const refused = await ask(401, { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' })
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('AuthenticationError: binance')])
  const echoed = await ask(500, 'echo')
  expect([echoed.code, echoed.stderr.split('\n')[0]]).toEqual([
    1,
    expect.stringContaining('error: binance could not be asked: Exchange'),
  ])
  expect(echoed.stderr).toContain('[secret]')
  const hostile = await ask(401, { code: -2015, msg: '\u001b[2Jdone\u202e' })
  expect(hostile.stdout).toMatch(/AuthenticationError: binance .*done/)
  expect(['\u001b', '\u202e'].filter((letter) => hostile.stdout.includes(letter))).toEqual([])
  const strange = await ask(200, { unknown: true })
  expect(strange.stderr).toContain('error: binance could not be asked: its answer about the key is of an unknown form')
  const far = await runWithInput(['keys', 'test', id, '--exchange-url', 'http://example.com', '--userdir', root], '')
  expect(far.stderr).toContain('--exchange-url is no address that a key can be sent to')
  const nobody = await runWithInput(['keys', 'test', id, '--exchange-url', 'http://127.0.0.1:9', '--userdir', root], '')
  expect([nobody.code, nobody.stderr.split(':')[1]]).toEqual([1, ' binance could not be asked'])
}, 120_000)

/** Runs a command at a terminal of its own. */
const TYPEWRITER = 'script'
const hasScript = process.platform === 'linux' && spawnSync(TYPEWRITER, ['--version']).status === 0

test.skipIf(!hasScript)('asks at a terminal without showing what is typed (skipped: no script program)', async () => {
  const root = userdir()
  const command = `${process.execPath} ${LAUNCHER} keys add --exchange binance --label typed --userdir ${root}`
  const child = spawn(TYPEWRITER, ['-qec', command, '/dev/null'], { timeout: 60_000 })
  let screen = ''
  const answers = [`${BINANCE.apiKey}X\u007f\r`, `\u001b[200~${BINANCE.secret}\u001b[201~\r`]
  child.stdout.on('data', (data) => {
    screen += data
    if (screen.split('(not shown): ').length === 4 - answers.length) child.stdin.write(answers.shift() ?? '')
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect(screen.replaceAll('\r', '')).toMatch(
    /^api key of binance \(not shown\): \nsecret \(not shown\): \nkey-\w{8}: the key "typed" of binance is kept, api key ending Eh8A\n$/,
  )
  expect(code).toBe(0)
})

test.skipIf(!hasScript)(
  'shows nothing of what is pasted ahead of the questions (skipped: no script program)',
  async () => {
    const root = userdir()
    const command = `${process.execPath} ${LAUNCHER} keys add --exchange okx --userdir ${root}`
    const child = spawn(TYPEWRITER, ['-qec', command, '/dev/null'], { timeout: 60_000 })
    let screen = ''
    child.stdout.on('data', (data) => {
      const before = screen
      screen += data
      if (before.includes('shown): ') || !screen.includes('shown): ')) return
      child.stdin.write(`${OKX.apiKey}\r${OKX.secret}\r${OKX.passphrase}\r`)
    })
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(screen).not.toMatch(/0a1b2c3d|0123456789|Correct/)
    expect(screen).toContain('the key "main" of okx is kept, api key ending 4e5f')
  },
)

test.skipIf(!hasScript)(
  'Ctrl-C at the prompt changes nothing and gives the terminal back (skipped: no script program)',
  async () => {
    const root = userdir()
    const command = `${process.execPath} ${LAUNCHER} keys add --exchange binance --userdir ${root}; stty -a | grep -o '.echo ' `
    const child = spawn(TYPEWRITER, ['-qec', command, '/dev/null'], { timeout: 60_000 })
    let screen = ''
    child.stdout.on('data', (data) => {
      const before = screen
      screen += data
      if (!before.includes('shown): ') && screen.includes('shown): ')) child.stdin.write('abc\u0003')
    })
    await new Promise((resolve) => child.on('close', resolve))
    expect(screen).toContain('error: nothing was typed to the end')
    expect(screen).toMatch(/ echo \s*$/)
    expect(screen).not.toContain('abc')
  },
)
