import { CandleLake } from '../candle-lake.ts'
import { parseLakeKey } from '../lake-key.ts'
import { makeBars } from './make-bars.ts'

// `node write-bars.ts ROOT KEY FROM COUNT VARIANT`: a process of its own that writes bars into a lake, for tests that kill it or
// start several at once. It prints a line when it begins, one for each month, and the report.

const [root = '', name = '', from = '', count = '', variant = ''] = process.argv.slice(2)
const key = parseLakeKey(name)
const lake = await CandleLake.open(root)
process.stdout.write('open\n')
const bars = makeBars(key.timeframe, Number(from), Number(count), { variant: Number(variant) })
const onProgress = (done: number) => process.stdout.write(`${done}\n`)
const report = await lake.upsert(key, bars, 'real', `variant ${variant}`, { onProgress })
process.stdout.write(`${JSON.stringify(report)}\n`)
