import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const PROGRAMS = { server: '/usr/sbin/mariadbd', install: '/usr/bin/mariadb-install-db', openssl: '/usr/bin/openssl' }

/** A MariaDB of a test's own that encrypts, with a certificate of an authority of the test's own. */
export interface TlsServer {
  readonly port: number
  /** The certificate of the authority. */
  readonly authority: string
  stop(): Promise<void>
}

export const whyNoTlsServer = Object.values(PROGRAMS).every(existsSync) ? undefined : 'MariaDB is not installed'

/** Starts it with a certificate for the host `name`. */
export async function startTlsServer(name: string): Promise<TlsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-tls-'))
  chmodSync(folder, 0o755)
  makeCertificates(folder, name)
  const data = join(folder, 'data')
  const user = userInfo().uid === 0 ? ['--user=root'] : []
  const plain = ['--no-defaults', `--datadir=${data}`, ...user]
  execFileSync(PROGRAMS.install, [...plain, '--auth-root-authentication-method=normal', '--skip-test-db'], {
    stdio: 'ignore',
  })
  const port = await freePort()
  const init = join(folder, 'init.sql')
  writeFileSync(init, "create database books;\ngrant all on *.* to 'root'@'127.0.0.1';\n")
  const network = [`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(folder, 'socket')}`]
  const tls = [`--ssl-ca=${join(folder, 'ca.pem')}`, `--ssl-cert=${join(folder, 'host.pem')}`]
  const args = [...plain, ...network, ...tls, `--ssl-key=${join(folder, 'host.key')}`, `--init-file=${init}`]
  const child = spawn(PROGRAMS.server, [...args, '--skip-name-resolve'], { stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let log = ''
    child.stderr.on('data', (text) => {
      log += text
      if (log.includes('ready for connections')) resolve()
    })
    child.once('close', () => reject(new Error(`MariaDB does not start: ${log.slice(-500)}`)))
  })
  return {
    port,
    authority: join(folder, 'ca.pem'),
    async stop() {
      const gone = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGKILL')
      await gone
      await pause(50)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeCertificates(folder: string, name: string): void {
  const openssl = (...args: string[]) => execFileSync(PROGRAMS.openssl, args, { cwd: folder, stdio: 'ignore' })
  const key = ['-newkey', 'rsa:2048', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority', '-days', '2')
  openssl('req', ...key, '-keyout', 'host.key', '-out', 'host.csr', '-subj', `/CN=${name}`)
  writeFileSync(join(folder, 'san'), `subjectAltName=DNS:${name}`)
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'san']
  openssl('x509', '-req', '-in', 'host.csr', ...signed, '-out', 'host.pem')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
