/** What a report is made from besides the run; read by `store/report-assets.ts`, because research touches no files. */
export interface ReportAssets {
  /** The text of `echarts.min.js`, for the page that draws its charts itself. */
  readonly chartLibrary: string
  /** Paths of the fonts (DejaVu Sans, regular and bold) that the pictures are drawn with: the same pixels on every machine. */
  readonly fontFiles: readonly string[]
}
