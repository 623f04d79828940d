const MINUS = '−'

/** A number with thousands grouped and a true minus sign: `−12,345.60`. */
export function formatNumber(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits
}

/** The same with a plus in front of gains. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatNumber(value, decimals)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** An amount of money: cents, or more decimals where whole cents would hide it (small accounts). */
export function formatMoney(value: number): string {
  return formatNumber(value, value !== 0 && Math.abs(value) < 1 ? 4 : 2)
}

/** A price, or a dash for none. */
export function formatPrice(price: number | null, decimals: number): string {
  return price === null || !Number.isFinite(price) ? '–' : formatNumber(price, decimals)
}

/** `2024-01-31 13:05`, UTC. */
export function formatMinute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
