import { expect, test } from 'vitest'
import { parseLakeRoot } from './lake-root.ts'

test.each([
  ['plimsoll/data/candles', { kind: 'folder', path: 'plimsoll/data/candles' }],
  ['C:\\candles', { kind: 'folder', path: 'C:\\candles' }],
  ['file:///data/my%20candles', { kind: 'folder', path: '/data/my candles' }],
  ['s3://bucket', { kind: 'bucket', url: 's3://bucket' }],
  ['S3://my-bucket.eu/candles/v1/', { kind: 'bucket', url: 's3://my-bucket.eu/candles/v1' }],
  ['gs://bucket/candles', { kind: 'bucket', url: 'gs://bucket/candles' }],
])('%s', (text, root) => {
  expect(parseLakeRoot(text)).toEqual(root)
})

test.each(['s3://', 's3:///candles', 's3://bucket//candles', 's3://bucket/a*b', 's3://bucket/a?region=x'])(
  '%s names no bucket',
  (text) => {
    expect(() => parseLakeRoot(text)).toThrow(`"${text}" names no bucket`)
  },
)

test.each(['https://example.com/candles', 'ftp://host/candles'])('no lake is in %s', (text) => {
  expect(() => parseLakeRoot(text)).toThrow(`a lake cannot be in "${text}"`)
})
