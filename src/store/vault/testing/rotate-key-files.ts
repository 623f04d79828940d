import { workerData } from 'node:worker_threads'
import { makeMasterKeyFile, nextKeyFile, promoteNextKeyFile, readMasterKeyFile } from '../master-key-file.ts'

/** A thread that changes the key file over and over, as the last step of `keys rotate` does, and tells which key is in use. */
export interface RotatingThread {
  readonly path: string
  readonly rounds: number
  /** The first byte of the key in use, and 1 in the second place once all is done. */
  readonly told: Int32Array
}

const { path, rounds, told }: RotatingThread = workerData
for (let round = 0; round < rounds; round++) {
  makeMasterKeyFile(nextKeyFile(path))
  Atomics.store(told, 0, (round << 8) | (readMasterKeyFile(nextKeyFile(path))?.[0] ?? 0))
  promoteNextKeyFile(path, round)
}
Atomics.store(told, 1, 1)
