import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { candleText } from './cli/candle-text.ts'
import { exchangeDouble } from './cli/exchange-double.ts'
import { runWithInput } from './cli/run-with-input.ts'

/** Secrets that are found nowhere else, of the forms that exchanges give. */
const CANARIES = {
  apiKey: 'CANARYkey0PUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju',
  secret: 'CANARYsec0NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6',
  okxKey: 'cafe1234-5eed-4bad-9a11-c0ffee0c0de5',
  okxSecret: 'CAFED00D5EEDBADFACADE0FF1CEC0DE5',
  okxPassphrase: 'C&nary+pass/1?',
  vaultPassphrase: 'canary words of the vault',
  databasePassword: 'CANARYbase77words',
  masterKey: 'q0h1zCv3n5Xw7Yb9Kd2Lf4Mg6Np8QrStUvWxYzAbCdE=',
}

/** What must appear nowhere: each secret as it is, and in the forms in which programs carry secrets about. */
function formsOf(secret: string): readonly (readonly [form: string, text: string])[] {
  const bytes = Buffer.from(secret)
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return [`base64 after ${before}`, text.slice(before === 0 ? 0 : 4, -4)] as const
  })
  return [
    ['plain', secret],
    ['the half of it', secret.slice(0, Math.ceil(secret.length / 2))],
    ['hex', bytes.toString('hex')],
    ['url', encodeURIComponent(secret)],
    ['json', JSON.stringify(secret).slice(1, -1)],
    ...base64,
    ...base64.map(([form, text]) => [`${form}, url`, text.replaceAll('+', '-').replaceAll('/', '_')] as const),
  ]
}

/** Every canary that `bytes` holds; letters of hex may be small or large. */
function canariesIn(bytes: Buffer): string[] {
  const text = bytes.toString('latin1')
  const lower = text.toLowerCase()
  return Object.entries(CANARIES).flatMap(([name, secret]) =>
    formsOf(secret)
      .filter(([form, found]) => (form === 'hex' ? lower.includes(found) : text.includes(found)))
      .map(([form]) => `${name} as ${form}`),
  )
}

test('the search finds a canary in each form', () => {
  for (const [name, secret] of Object.entries(CANARIES)) {
    for (const [form, text] of formsOf(secret)) {
      expect(canariesIn(Buffer.from(`before ${text} after`)), `${name} ${form}`).toContain(`${name} as ${form}`)
    }
    const inside = Buffer.from(`{"x":"${secret}"}`).toString('base64')
    expect(canariesIn(Buffer.from(inside)).some((found) => found.startsWith(`${name} as base64`))).toBe(true)
  }
})

test('no secret is in any file or output of a session, an export, or any failure', async () => {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-canary-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const outputs: string[] = []
  const run = async (words: readonly string[], input = '', env: NodeJS.ProcessEnv = {}) => {
    const result = await runWithInput([...words, '--userdir', root], input, env)
    outputs.push(`plimsoll ${words.slice(0, 2).join(' ')}\n${result.stdout}\n${result.stderr}`)
    return result
  }
  const keys = (words: string, input = '', env: NodeJS.ProcessEnv = {}) =>
    run(['keys', ...words.split(' ')], input, env)
  const idOf = ({ stdout, stderr }: { stdout: string; stderr: string }) =>
    /key-[0-9a-f]{8}/.exec(stdout)?.[0] ?? expect.fail(stderr)
  const { apiKey, secret, okxKey, okxSecret, okxPassphrase, vaultPassphrase, databasePassword, masterKey } = CANARIES

  // Plant, list, test, replace, change the master key in every direction.
  const binance = idOf(await keys('add --exchange binance', JSON.stringify({ apiKey, secret })))
  const okx = idOf(
    await keys('add --exchange okx', JSON.stringify({ apiKey: okxKey, secret: okxSecret, passphrase: okxPassphrase })),
  )
  await keys('list --json')
  expect((await keys(`test ${binance} --json`)).code).toBe(0)
  expect((await keys(`test ${okx}`)).code).toBe(0)
  expect((await keys(`rotate ${binance}`, `apiKey=${apiKey}\nsecret=${secret}\n`)).code).toBe(0)
  expect((await keys('rotate')).code).toBe(0)
  expect((await keys('rotate --to env', '', { PLIMSOLL_MASTER_KEY: masterKey })).code).toBe(0)
  expect((await keys('rotate --to passphrase', `${vaultPassphrase}\n`, { PLIMSOLL_MASTER_KEY: masterKey })).code).toBe(
    0,
  )

  // A session, with the secrets about in the environment, and what is made of it.
  writeFileSync(join(root, 'walk.csv'), candleText(1500))
  const strategy = ['-s', 'random', '--param', 'every=3', '-i', '5m', '--data-file', join(root, 'walk.csv')]
  const env = { PLIMSOLL_MASTER_KEY: masterKey }
  expect(
    (await run(['paper', ...strategy, '--speed', 'max', '--trades', join(root, 'trades.csv')], '', env)).code,
  ).toBe(0)
  expect((await run(['backtest', ...strategy, '--report', join(root, 'reports', 'run')], '', env)).code).toBe(0)
  for (const what of ['trades', 'months', 'memory', 'session'])
    expect((await run(['export', what], '', env)).code).toBe(0)
  const session = readdirSync(join(root, 'data', 'journal')).find((name) => name.startsWith('paper')) ?? ''
  expect((await run(['journal', 'export', session, '--csv', join(root, 'events.csv')], '', env)).code).toBe(0)

  // Failures on purpose.
  const typed = `${vaultPassphrase}\n`
  expect((await keys(`test ${okx} --passphrase`, 'wrong words of the vault\n')).stderr).toContain(
    'the passphrase is wrong',
  )
  expect((await keys('test key-00000000 --passphrase', typed)).stderr).toContain('there is no key "key-00000000"')
  expect(
    (await keys('add --exchange binance --label x --passphrase', `${typed}{"apiKey":"${apiKey}","secret":${secret}}`))
      .code,
  ).toBe(2)
  expect((await keys(`add --exchange binance --label x --secret ${secret.slice(0, 3)}`)).code).toBe(2)
  for (const server of ['postgres', 'mysql']) {
    const database = `${server}://ann:${databasePassword}@127.0.0.1:1/books`
    const paper = ['paper', ...strategy, '--speed', 'max', '--database', database, '--session', `on-${server}`]
    expect((await run(paper)).stderr).toContain('127.0.0.1')
    expect((await run(['db', 'verify'], '', { PLIMSOLL_DATABASE_URL: database })).stderr).toContain('127.0.0.1')
  }
  const { url } = await exchangeDouble({
    '/sapi/v1/account/apiRestrictions': { status: 418, body: 'echo' },
    '/api/v5/account/config': { status: 500, body: 'echo' },
  })
  expect((await keys(`test ${binance} --passphrase --exchange-url ${url}`, typed)).stderr).toContain(
    'binance could not be asked',
  )
  expect((await keys(`test ${okx} --passphrase --exchange-url ${url}`, typed)).stderr).toContain(
    'okx could not be asked',
  )
  const vault = join(root, 'data', 'vault.json')
  const text = readFileSync(vault, 'utf8')
  writeFileSync(vault, text.replace('"label": "main"', '"label": "mine"'))
  expect((await keys(`test ${okx} --passphrase`, typed)).stderr).toContain('was changed or damaged')
  writeFileSync(vault, text.slice(0, 700))
  expect((await keys('list')).stderr).toContain('is no JSON')
  writeFileSync(vault, text)
  expect((await keys(`test ${okx} --passphrase`, typed)).code).toBe(0)

  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'vault.json',
      'vault-access.log',
      'plimsoll.db',
      'trades.csv',
      'events.csv',
      'report.html',
      'trading_memory.json',
    ]),
  )
  const found = [
    ...files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))] as const),
    ...outputs.map((output) => [output.split('\n')[0] ?? '', Buffer.from(output)] as const),
  ].flatMap(([place, bytes]) => canariesIn(bytes).map((canary) => `${place}: ${canary}`))
  expect(found).toEqual([])
  expect(outputs.length).toBeGreaterThan(20)
}, 240_000)
