import { expect, test } from 'vitest'
import { parseDatabaseUrl } from './parse-database-url.ts'

test.each([
  [
    'postgres://ann:p%40ss@db.example.com/books',
    'postgres',
    5432,
    'verify-full',
    'postgres://ann@db.example.com:5432/books',
  ],
  ['postgresql://127.0.0.1:6543/books', 'postgres', 6543, 'disable', 'postgresql://postgres@127.0.0.1:6543/books'],
  ['mariadb://ann:p%40ss@[::1]/books?sslmode=require', 'mysql', 3306, 'require', 'mariadb://ann@::1:3306/books'],
  ['mysql://root@localhost/books', 'mysql', 3306, 'disable', 'mysql://root@localhost:3306/books'],
])('%s', (url, backend, port, sslmode, place) => {
  const location = parseDatabaseUrl(url)
  expect(location).toMatchObject({ backend, port, sslmode, place, database: 'books' })
  if (url.includes('%40')) expect(location).toMatchObject({ user: 'ann', password: 'p@ss' })
})

test('a path is a SQLite file, with and without its scheme', () => {
  expect(parseDatabaseUrl('/var/books.db')).toEqual({
    backend: 'sqlite',
    path: '/var/books.db',
    place: '/var/books.db',
  })
  expect(parseDatabaseUrl('sqlite:/var/books.db')).toMatchObject({ backend: 'sqlite', path: '/var/books.db' })
  expect(parseDatabaseUrl('C:\\books.db')).toMatchObject({ backend: 'sqlite', place: 'C:\\books.db' })
})

test.each([
  ['oracle://ann:s3cret@db/books', '"oracle:" is no database that Plimsoll knows'],
  ['postgres://ann:s3cret@db', 'postgres://ann@db:5432/ names no database'],
  ['postgres://ann:s3cret@db:99999/books', 'the postgres: address of the database cannot be read'],
  ['postgres://ann:s3cret%@db/books', 'the address of the database holds a % that means nothing'],
  ['postgres://ann:s3cret@db/books?sslmode=off', 'postgres://ann@db:5432/books: unknown sslmode "off"'],
  [
    'postgres://ann:s3cret@db/books?password=x',
    'postgres://ann@db:5432/books: unknown setting "password" in the address',
  ],
  [
    'postgres://ann:s3cret@10.0.0.5/books',
    'postgres://ann@10.0.0.5:5432/books: the certificate of 10.0.0.5, an address without a name, cannot be checked',
  ],
  [
    'mysql://ann:s3cret@127.0.0.1/books?sslmode=verify-full',
    'mysql://ann@127.0.0.1:3306/books: the certificate of 127.0.0.1, an address without a name, cannot be checked',
  ],
  ['sqlite:', 'the path of the database is empty'],
  ['mysql://ann:12/s3cret@db/books', 'the mysql: address of the database cannot be read'],
  ['postgres://ann:12?s3cret@db/books', 'the postgres: address of the database cannot be read'],
  ['postgres://ann:12#s3cret@db/books', 'the postgres: address of the database cannot be read'],
  ['postgres:ann:s3cret@db/books', 'the postgres: address of the database cannot be read'],
  ['postgres:///ann:s3cret@db', 'the postgres: address of the database cannot be read'],
  ['//ann:s3cret@db/books', 'the address of the database has no scheme'],
  ['postgres//ann:s3cret@db/books', 'the address of the database has no scheme'],
])('%s is refused, and the message holds no password', (url, message) => {
  expect(() => parseDatabaseUrl(url)).toThrow(
    expect.objectContaining({ code: 'usage', message, cure: expect.not.stringContaining('s3cret') }),
  )
  expect(message).not.toContain('s3cret')
})
