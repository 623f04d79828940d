import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, test } from 'vitest'
import { AdaptedDatabase } from './adapted-database.ts'

describe('a database of SQLite that keeps its statements', () => {
  let database: AdaptedDatabase
  beforeEach(() => {
    database = new AdaptedDatabase(new DatabaseSync(':memory:'))
    database.prepare('create table notes (id integer primary key, text text)').run([])
    for (const text of ['a', 'b', 'c']) database.prepare('insert into notes (text) values (?)').run([text])
  })

  const query = 'select * from notes order by id'

  test('prepares a text once, and a long one each time', () => {
    expect(database.prepare(query)).toBe(database.prepare(query))
    const long = `select id from notes where id in (${Array(4_000).fill('1').join(',')})`
    expect(database.prepare(long)).not.toBe(database.prepare(long))
    expect(database.prepare(long).all([])).toEqual([{ id: 1 }])
  })

  test('keeps the values of one run from the next', () => {
    const add = database.prepare('insert into notes (text) values (?)')
    expect(() => add.run([undefined])).toThrow('SQLite cannot keep a value of type undefined')
    expect(add.run([null])).toMatchObject({ changes: 1 })
    expect(database.prepare(query).all([]).at(-1)).toEqual({ id: 4, text: null })
  })

  test('reads a text row by row while others run it', () => {
    const found: unknown[] = []
    for (const row of database.prepare(query).iterate([])) {
      found.push(row)
      expect(database.prepare(query).all([])).toHaveLength(3)
      for (const _ of database.prepare(query).iterate([])) break
    }
    expect(found).toEqual([
      { id: 1, text: 'a' },
      { id: 2, text: 'b' },
      { id: 3, text: 'c' },
    ])
  })

  test('sees what was changed in the schema', () => {
    database.prepare(query).all([])
    database.prepare('alter table notes add column place text').run([])
    expect(database.prepare(query).all([])[0]).toEqual({ id: 1, text: 'a', place: null })
  })

  test('is used no more after its end', () => {
    database.prepare(query).all([])
    database.close()
    expect(() => database.prepare(query)).toThrow('database is not open')
  })
})
