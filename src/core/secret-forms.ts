/** Shorter values would blank ordinary words of a text. */
export const SHORTEST_SECRET = 6

/**
 * The ways in which a value turns up in a text: as it is, in JSON, in an address, as base64 (also inside a longer one) and as hex. A
 * value of several lines, as private keys are, is also looked for line by line. Empty for a value of fewer than 6 letters.
 */
export function formsOf(value: string): readonly string[] {
  if (value.length < SHORTEST_SECRET) return []
  const lines = value.includes('\n') ? value.split(/\r?\n/).filter((line) => line.length >= 16) : []
  const forms = [value, ...lines].flatMap((text) => [text, ...encodingsOf(text)])
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET)
}

function encodingsOf(text: string): string[] {
  const bytes = new TextEncoder().encode(text)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const url = encodeURIComponent(text.toWellFormed())
  const strictUrl = url.replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return [
    ...[url, strictUrl, url.replaceAll('%20', '+')].flatMap((form) => [form, lowerEscapes(form)]),
    JSON.stringify(text).slice(1, -1),
    hex,
    hex.toUpperCase(),
    ...base64FormsOf(bytes),
  ]
}

function lowerEscapes(url: string): string {
  return url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
}

/**
 * Base64 turns three bytes into four letters, so the same bytes read differently after nought, one or two others. Letters that
 * hold bits of a neighbour are left out.
 */
function base64FormsOf(bytes: Uint8Array): string[] {
  const forms = [0, 1, 2].map((before) => {
    const text = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes))
    const end = Math.floor(((before + bytes.length) * 8) / 6)
    return text.slice(Math.ceil((before * 8) / 6), end)
  })
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
}
