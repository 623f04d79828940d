import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Who runs a PostgreSQL when we are root, which it refuses: nobody. */
const NOBODY = 65534
const asNobody = userInfo().uid === 0 ? { uid: NOBODY, gid: NOBODY } : {}

/** A database server of a test's own, which can be stopped as a crash does, and started again with what it had. */
export interface OwnServer {
  readonly url: string
  start(): Promise<void>
  kill(): Promise<void>
  remove(): Promise<void>
}

/** The servers that are installed here; undefined with the reason where one is not. */
export const ownServers: readonly {
  readonly label: string
  readonly why: string | undefined
  readonly make: () => Promise<OwnServer>
}[] = [
  { label: 'PostgreSQL', why: missing('initdb'), make: makePostgres },
  { label: 'MariaDB', why: missing('mariadbd'), make: makeMaria },
]

function missing(program: string): string | undefined {
  return find(program) === undefined ? `${program} is not installed` : undefined
}

/** Where a program of a server is; those of PostgreSQL stand in a folder of their version. */
function find(program: string): string | undefined {
  const postgres = '/usr/lib/postgresql'
  const versions = existsSync(postgres) ? readdirSync(postgres).map((version) => join(postgres, version, 'bin')) : []
  return [...versions, '/usr/sbin', '/usr/bin', '/usr/local/bin'].map((dir) => join(dir, program)).find(existsSync)
}

async function makePostgres(): Promise<OwnServer> {
  const folder = ownFolder('postgres')
  const data = join(folder, 'data')
  execFileSync(String(find('initdb')), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync'], {
    ...asNobody,
    stdio: 'ignore',
    cwd: folder,
  })
  const port = await freePort()
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder]
  return server(folder, String(find('postgres')), args, `postgres://postgres@127.0.0.1:${port}/postgres`, port)
}

async function makeMaria(): Promise<OwnServer> {
  const folder = ownFolder('maria')
  const data = join(folder, 'data')
  const plain = ['--no-defaults', `--datadir=${data}`]
  const install = [...plain, '--auth-root-authentication-method=normal', '--skip-test-db']
  execFileSync(String(find('mariadb-install-db')), install, { ...asNobody, stdio: 'ignore', cwd: folder })
  const port = await freePort()
  const args = [
    ...plain,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'socket')}`,
    '--skip-name-resolve',
  ]
  const init = join(folder, 'init.sql')
  const grants = "create database if not exists books;\ngrant all on *.* to 'root'@'127.0.0.1' with grant option;\n"
  writeFileSync(init, grants)
  return server(
    folder,
    String(find('mariadbd')),
    [...args, `--init-file=${init}`],
    `mysql://root@127.0.0.1:${port}/books`,
    port,
  )
}

function ownFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `plimsoll-${name}-`))
  chmodSync(folder, 0o755)
  if ('uid' in asNobody) chownSync(folder, NOBODY, NOBODY)
  return folder
}

function server(folder: string, program: string, args: readonly string[], url: string, port: number): OwnServer {
  let child: ChildProcess | undefined
  return {
    url,
    async start() {
      child = spawn(program, args, { ...asNobody, stdio: 'ignore', cwd: folder })
      await listening(port)
    },
    async kill() {
      const gone = new Promise((resolve) => child?.once('close', resolve))
      child?.kill('SIGKILL')
      await gone
      // A PostgreSQL whose head is gone takes its hands with it, which takes a moment.
      await sleep(500)
    },
    async remove() {
      child?.kill('SIGKILL')
      await sleep(500)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answers = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (answers) return sleep(300)
    await sleep(50)
  }
  throw new Error(`nothing listens on ${port}`)
}
