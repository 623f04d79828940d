import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'

/** What the driver says when a query had no answer in time. */
const NO_ANSWER = 'Query read timeout'

/** The pool with an end to every connection: one whose server is gone without a word is closed, and not handed out again. */
export function boundedPool(pool: PostgresPool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => new BoundedClient(await pool.connect()),
  }
}

class BoundedClient implements PostgresPoolClient {
  readonly #client: PostgresPoolClient
  #isReleased = false

  constructor(client: PostgresPoolClient) {
    this.#client = client
  }

  release(destroy = false): void {
    if (!this.#isReleased) this.#client.release(destroy)
    this.#isReleased = true
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(
    asked: string | PostgresCursor<R>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    return typeof asked === 'string' ? this.#answer<R>(asked, values) : this.#client.query<R>(asked)
  }

  async #answer<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    try {
      return await this.#client.query<R>(text, values)
    } catch (error) {
      // What comes next on this connection would wait behind the query that has no answer.
      if (error instanceof Error && error.message === NO_ANSWER) this.release(true)
      throw error
    }
  }
}
