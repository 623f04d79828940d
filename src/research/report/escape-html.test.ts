import { expect, test } from 'vitest'
import { escapeHtml, scriptJson } from './escape-html.ts'

test('a text can neither open an element nor leave an attribute', () => {
  expect(escapeHtml(`<img src=x onerror="alert('1')"> & co`)).toBe(
    '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co',
  )
})

test('JSON in a script element cannot close it and reads back the same', () => {
  const value = { reason: '</script><!-- <script>\u2028' }
  const json = scriptJson(value)
  expect(json).toBe('{"reason":"\\u003c/script\\u003e\\u003c!-- \\u003cscript\\u003e\\u2028"}')
  expect(JSON.parse(json)).toEqual(value)
})
