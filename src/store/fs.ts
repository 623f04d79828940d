/** The file system, for what every start needs. An import statement would also load promises and streams: a tenth of a start. */
export const fs = process.getBuiltinModule('node:fs')
