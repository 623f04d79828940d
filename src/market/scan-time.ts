import { timeFromNumber } from './candle-time.ts'
import { scanDecimal } from './scan-decimal.ts'

const DASH = 45
const COLON = 58
const BLANK = 32
const T = 84
const Z = 90
const ZERO = 48
const DAY_MS = 86_400_000

/**
 * Reads a Unix time or `YYYY-MM-DD HH:MM:SS` (T or a blank between, Z or nothing behind) at `at` into `values[row]` and returns the
 * position behind it, or -1 for any other way of writing a time: `parseTime` knows them all.
 */
export function scanTime(bytes: Uint8Array, at: number, values: Float64Array, row: number): number {
  if (bytes[at + 4] === DASH) return scanIsoTime(bytes, at, values, row)
  const end = scanDecimal(bytes, at, values, row)
  values[row] = timeFromNumber(values[row] as number)
  return end
}

function scanIsoTime(bytes: Uint8Array, at: number, values: Float64Array, row: number): number {
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2)
  const month = twoDigits(bytes, at + 5)
  const day = twoDigits(bytes, at + 8)
  const hour = twoDigits(bytes, at + 11)
  const minute = twoDigits(bytes, at + 14)
  const second = twoDigits(bytes, at + 17)
  const hasDashes = bytes[at + 4] === DASH && bytes[at + 7] === DASH
  const hasColons = bytes[at + 13] === COLON && bytes[at + 16] === COLON
  const hasGap = bytes[at + 10] === T || bytes[at + 10] === BLANK
  const isDay = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
  const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
  if (!(hasDashes && hasColons && hasGap && isDay && isTime)) return -1
  values[row] = daysSince1970(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000
  return bytes[at + 19] === Z ? at + 20 : at + 19
}

/** A negative number when one of the two bytes is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO
  const ones = (bytes[at + 1] as number) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1000
}

function daysOf(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Howard Hinnant's days_from_civil: years begin in March, so that the leap day is the last one. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const century = Math.floor(marchYear / 100)
  const leapDays = Math.floor(marchYear / 4) - century + Math.floor(century / 4)
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return marchYear * 365 + leapDays + dayOfYear - 719_468
}
