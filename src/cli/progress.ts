/** Shows how far long work has come, on stderr: a bar on a terminal, nothing in a pipe. */
export interface Progress {
  update(done: number): void
  stop(): void
}

const SILENT: Progress = { update: () => {}, stop: () => {} }

/** A progress bar over `total` units called `unit`. */
export async function startProgress(total: number, unit: string): Promise<Progress> {
  if (!process.stderr.isTTY) return SILENT
  const { SingleBar } = await import('cli-progress')
  const bar = new SingleBar({
    format: `{bar} {percentage}% | {value} of {total} ${unit} | {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    stream: process.stderr,
    clearOnComplete: true,
  })
  bar.start(total, 0)
  return { update: (done) => bar.update(Math.min(done, total)), stop: () => bar.stop() }
}
