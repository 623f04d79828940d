import { type FundingEvent, parseFunding } from '../market/funding.ts'
import { readTextFile } from './read-file.ts'

/** Funding history from a `timestamp,funding_rate` file, packed with gzip or not. */
export function readFunding(path: string): FundingEvent[] {
  return parseFunding(readTextFile(path), path)
}
