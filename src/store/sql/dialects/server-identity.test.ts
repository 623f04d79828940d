import { expect, test } from 'vitest'
import { runCli } from '../../../../test/cli/run-cli.ts'
import { startTlsServer, whyNoTlsServer } from '../testing/tls-server.ts'

const skipped = whyNoTlsServer === undefined ? '' : ` (skipped: ${whyNoTlsServer})`

/** `db status` of a server with a certificate for `name` that is asked as localhost. */
async function askLocalhost(name: string, trusts: boolean) {
  const { port, authority, stop } = await startTlsServer(name)
  try {
    const env = {
      PLIMSOLL_DATABASE_URL: `mysql://root@localhost:${port}/books?sslmode=verify-full`,
      NODE_EXTRA_CA_CERTS: trusts ? authority : '',
    }
    return await runCli(['db', 'status'], { env })
  } finally {
    await stop()
  }
}

test.skipIf(skipped !== '')(
  `verify-full takes MariaDB whose certificate is for its host, of a known authority, and no other${skipped}`,
  async () => {
    const right = await askLocalhost('localhost', true)
    expect([right.code, right.stderr]).toEqual([0, ''])
    const another = await askLocalhost('another.example', true)
    expect([another.code, another.stderr]).toEqual([
      1,
      expect.stringContaining('is not the one that its address names'),
    ])
    const unknown = await askLocalhost('localhost', false)
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('its certificate is not trusted')])
  },
  90_000,
)
