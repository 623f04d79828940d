import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { Secret } from '../../core/secret.ts'
import { drawMasterKey, parseMasterKey } from './master-key.ts'
import { makeMasterKeyFile, readMasterKeyFile } from './master-key-file.ts'
import { checkPassphrase, fileSource, masterOf } from './master-source.ts'
import { newStretch, stretchPassphrase, stretchSchema } from './stretch.ts'
import { failureOf, testFolder } from './testing/vault-in-folder.ts'

const base64 = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('base64')

test('takes 32 random bytes as base64', () => {
  for (let i = 0; i < 2000; i++) expect(parseMasterKey(`${drawMasterKey()}\n`, 'KEY').length).toBe(32)
})

test('refuses keys that are short, or that a person made up', async () => {
  const refusals = {
    short: base64(randomBytes(31)),
    long: base64(randomBytes(33)),
    zeros: base64(Buffer.alloc(32)),
    'one byte': base64(Buffer.alloc(32, 0xa7)),
    'a repeated half': base64([...randomBytes(8), ...Buffer.alloc(24, 9)]),
    counting: base64(Array.from({ length: 32 }, (_, i) => 128 + i)),
    text: base64(Buffer.from('correct horse battery staple yes')),
    'no base64': 'correct horse battery staple',
    empty: '',
  }
  const messages = await Promise.all(
    Object.entries(refusals).map(
      async ([name, text]) => `${name}: ${await failureOf(() => parseMasterKey(text, 'KEY'))}`,
    ),
  )
  expect(messages).toEqual([
    'short: usage: the master key in KEY holds 31 bytes, not 32',
    'long: usage: the master key in KEY holds 33 bytes, not 32',
    'zeros: usage: the master key in KEY holds a pattern, not random bytes',
    'one byte: usage: the master key in KEY holds a pattern, not random bytes',
    'a repeated half: usage: the master key in KEY holds a pattern, not random bytes',
    'counting: usage: the master key in KEY holds a pattern, not random bytes',
    'text: usage: the master key in KEY holds text, not random bytes',
    'no base64: usage: the master key in KEY is no base64',
    'empty: usage: the master key in KEY holds 0 bytes, not 32',
  ])
})

test('makes the file once, for its owner only', () => {
  const path = `${testFolder()}/deep/master.key`
  makeMasterKeyFile(path)
  const text = readFileSync(path, 'utf8')
  makeMasterKeyFile(path)
  expect(readFileSync(path, 'utf8')).toBe(text)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readMasterKeyFile(path)?.toString('base64')).toBe(text.trim())
  expect(readMasterKeyFile(`${path}.none`)).toBeUndefined()
})

test('git takes neither the file, nor the key to come, nor one that was in use, nor the vault', () => {
  const folder = `${testFolder()}/mine`
  makeMasterKeyFile(`${folder}/master.key.next`)
  makeMasterKeyFile(`${folder}/master.key`)
  mkdirSync(`${folder}/data`)
  for (const name of ['master.key.retired-7', '.master.key.7.tmp', 'data/vault.json', 'notes.txt'])
    writeFileSync(`${folder}/${name}`, 'x')
  const git = (...words: string[]) => execFileSync('git', words, { cwd: `${folder}/..`, encoding: 'utf8' })
  git('init', '--quiet')
  git('add', '.')
  expect(git('ls-files').trim().split('\n')).toEqual(['mine/.gitignore', 'mine/notes.txt'])
})

test('a list of the user of what git takes stays as it is', () => {
  const folder = testFolder()
  writeFileSync(`${folder}/.gitignore`, 'mine\n')
  makeMasterKeyFile(`${folder}/master.key`)
  expect(readFileSync(`${folder}/.gitignore`, 'utf8')).toBe('mine\n')
})

test.skipIf(process.platform === 'win32')('refuses a file that others may read or write', async () => {
  const path = `${testFolder()}/master.key`
  for (const mode of [0o640, 0o604, 0o620, 0o666, 0o610]) {
    writeFileSync(path, drawMasterKey())
    chmodSync(path, mode)
    expect(await failureOf(() => readMasterKeyFile(path))).toBe(
      `io: the master key ${path} may be read by others (mode ${mode.toString(8)})`,
    )
  }
  chmodSync(path, 0o400)
  expect(readMasterKeyFile(path)?.length).toBe(32)
})

test('whoever reads while the file to come takes its place finds the key in use', async () => {
  const path = `${testFolder()}/master.key`
  makeMasterKeyFile(path)
  const told = new Int32Array(new SharedArrayBuffer(8))
  told[0] = (255 << 16) | (readMasterKeyFile(path)?.[0] ?? 0)
  const thread = new Worker(new URL('./testing/rotate-key-files.ts', import.meta.url), {
    workerData: { path, rounds: 1500, told },
  })
  const ended = new Promise((resolve) => thread.on('exit', resolve))
  onTestFinished(async () => void (await thread.terminate()))
  const missed: number[] = []
  while (Atomics.load(told, 1) === 0) {
    const before = Atomics.load(told, 0)
    const keys = fileSource(path).keys(null)
    const isSame = Atomics.load(told, 0) === before
    if (isSame && !keys.some(([first]) => first === (before & 255))) missed.push(before >> 8)
  }
  expect(missed).toEqual([])
  expect(await ended).toBe(0)
}, 30_000)

test('says that the file is missing', async () => {
  const path = `${testFolder()}/master.key`
  expect(await failureOf(() => masterOf(fileSource(path), 'vault-1', 0))).toBe(
    `usage: there is no master key in the file ${path}`,
  )
})

test.each([
  ['argon2id', true],
  ['scrypt', false],
] as const)('a passphrase gives 32 bytes through %s', (algorithm, hasArgon2) => {
  const stretch = newStretch(hasArgon2)
  expect(stretch.algorithm).toBe(algorithm)
  expect(stretchSchema.parse(stretch)).toEqual(stretch)
  const key = stretchPassphrase(new Secret('caf\u00e9 au lait'), stretch)
  expect(key.length).toBe(32)
  expect(stretchPassphrase(new Secret('cafe\u0301 au lait'), stretch)).toEqual(key)
  expect(stretchPassphrase(new Secret('cafe au lait'), stretch)).not.toEqual(key)
  expect(stretchPassphrase(new Secret('caf\u00e9 au lait'), { ...stretch, salt: newStretch().salt })).not.toEqual(key)
})

test('argon2id gives what another program gives', () => {
  const stretch = {
    algorithm: 'argon2id',
    memoryKib: 19_456,
    passes: 2,
    lanes: 1,
    salt: 'MDEyMzQ1Njc4OWFiY2RlZg==',
  } as const
  // The argon2 program of Debian: echo -n 'plimsoll line' | argon2 0123456789abcdef -id -t 2 -k 19456 -p 1 -l 32 -r
  expect(stretchPassphrase(new Secret('plimsoll line'), stretch).toString('hex')).toBe(
    'a1f62e1fa227b0b802b04ec2160996b6c1ad85ee1cc0f564f6a926ef97785c34',
  )
})

test('refuses parameters that would take all memory or none', () => {
  const stretch = newStretch(true)
  expect(stretchSchema.safeParse({ ...stretch, memoryKib: 2 ** 31 }).success).toBe(false)
  expect(stretchSchema.safeParse({ ...stretch, memoryKib: 8 }).success).toBe(false)
  expect(stretchSchema.safeParse({ ...newStretch(false), cost: 2 ** 30 }).success).toBe(false)
})

test('refuses a passphrase that is easy to guess', async () => {
  const refusal = 'usage: the passphrase is too easy to guess: it needs 12 letters or more, six of them different'
  expect(await failureOf(() => checkPassphrase(new Secret('eleven lett')))).toBe(refusal)
  expect(await failureOf(() => checkPassphrase(new Secret('abcabcabcabcabcabc')))).toBe(refusal)
  expect(await failureOf(() => checkPassphrase(new Secret('twelve lette')))).toBe('none')
})
