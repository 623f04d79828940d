import type { SeriesByName } from '../market/series.ts'
import { parseSeries } from '../market/series-csv.ts'
import { readTextFile } from './read-file.ts'

/** What is known of a market beside its candles, from a `timestamp,<column>...` file, packed with gzip or not. */
export function readSeries(path: string): SeriesByName {
  return parseSeries(readTextFile(path), path)
}
