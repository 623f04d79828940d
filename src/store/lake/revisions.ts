import { randomUUID } from 'node:crypto'
import type { Bars } from '../../market/bars.ts'
import { CANDLE_FIELDS } from '../../market/candle-rows.ts'
import type { LakeKey } from './lake-key.ts'
import type { LakeParts } from './lake-parts.ts'
import type { Merge } from './merge-bars.ts'
import { columnsOf } from './parquet/month-metadata.ts'

/** Bars that were replaced by others of the same time. */
export interface Revisions {
  readonly old: Bars
  readonly fresh: Bars
  readonly revised: Merge['revised']
}

const VALUES = CANDLE_FIELDS.slice(1)
const NAMES = ['timestamp', ...VALUES.map((field) => `old_${field}`), ...VALUES.map((field) => `new_${field}`)]
const SELECT = `"timestamp"::BIGINT AS "timestamp", ${NAMES.slice(1).join(', ')}`

/** Writes the old and the new values of revised bars beside the file of their month, and gives the path. */
export async function logRevisions(
  { files, duck, now }: LakeParts,
  key: LakeKey,
  month: string,
  revisions: Revisions,
): Promise<string> {
  const at = new Date(now()).toISOString().replaceAll(/[-:.]/g, '')
  const path = files.pathOf(key, `${month}.revised-${at}-${randomUUID().slice(0, 8)}.csv`)
  const feed = { names: NAMES, columns: columnsOfRevisions(revisions), start: 0, end: revisions.revised.length }
  await files.replace(path, (target) => duck.write(feed, SELECT, target, 'FORMAT csv, HEADER'))
  return path
}

function columnsOfRevisions({ old, fresh, revised }: Revisions): Float64Array[] {
  const [times = new Float64Array(), ...before] = columnsOf(old)
  const [, ...after] = columnsOf(fresh)
  return [
    Float64Array.from(revised, ({ before: i }) => times[i] as number),
    ...before.map((column) => Float64Array.from(revised, ({ before: i }) => column[i] as number)),
    ...after.map((column) => Float64Array.from(revised, ({ after: i }) => column[i] as number)),
  ]
}
