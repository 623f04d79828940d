/** The style sheet of the report. Light and dark follow the reader's system; paper is always light. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --text: #1e293b; --muted: #64748b; --faint: #94a3b8; --page: #f4f6f9; --surface: #ffffff; --line: #e2e8f0; --stripe: #f8fafc;
  --up: #0f7f5f; --down: #c2334c; --accent: #2f6fed; --up-field: 21, 154, 116; --down-field: 217, 72, 95;
  --shadow: 0 1px 2px rgba(15, 23, 42, .06), 0 4px 16px rgba(15, 23, 42, .04);
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e2e8f0; --muted: #94a3b8; --faint: #64748b; --page: #0b111b; --surface: #131b28; --line: #253144; --stripe: #172131;
    --up: #3ec59b; --down: #f27d8f; --accent: #6d9bff; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { font: 14px/1.5 Inter, 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); }
main, header, footer { max-width: 1320px; margin: 0 auto; padding: 0 24px; }
header { display: flex; align-items: center; gap: 16px; padding-top: 28px; padding-bottom: 20px; }
header svg { flex: none; color: var(--accent); }
h1 { font-size: 24px; line-height: 1.2; font-weight: 650; letter-spacing: -.01em; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 16px; font-weight: 650; margin: 0; }
h3 { font-size: 12px; font-weight: 650; color: var(--muted); margin: 0 0 6px; }
p { margin: 0; }
.muted, .note { color: var(--muted); }
.note { font-size: 12.5px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); padding: 18px 20px; margin-bottom: 18px; }
.card > .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 14px; margin-bottom: 12px; }
.card > .head .note { margin-left: auto; }
.row { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 0 18px; align-items: stretch; }
.row > .card { min-width: 0; }
.kpis { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin-bottom: 18px; }
.kpi { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); padding: 12px 14px; min-width: 0; }
.kpi .label { font-size: 12.5px; color: var(--muted); }
.kpi .value { font-size: 22px; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.kpi .aside { font-size: 12px; color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.up { color: var(--up); }
.down { color: var(--down); }
.chart { width: 100%; }
select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 3px 8px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 550; font-size: 12px; border-bottom: 1px solid var(--line); vertical-align: bottom; }
tbody td, tbody th { border-bottom: 1px solid var(--line); font-weight: 400; }
tbody tr:last-child td, tbody tr:last-child th { border-bottom: 0; }
.text { text-align: left; }
td.reason { width: 100%; min-width: 150px; max-width: 0; overflow: hidden; text-overflow: ellipsis; }
.tall th, .tall td { padding: 4px 7px; font-size: 12.5px; }
.tall th:first-child, .tall td:first-child { padding-left: 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr)); gap: 20px 36px; }
.figures th { text-align: left; white-space: normal; }
.figures td { font-weight: 550; }
.tip { position: relative; cursor: help; text-decoration: underline dotted var(--faint); text-underline-offset: 3px; }
.tip:hover::after, .tip:focus::after {
  content: attr(data-tip); position: absolute; left: 0; bottom: calc(100% + 6px); z-index: 20; width: max-content; max-width: 300px; padding: 8px 11px;
  background: #0f172a; color: #f1f5f9; border: 1px solid #334155; border-radius: 8px; font: 12px/1.45 inherit; font-weight: 400; white-space: normal; text-align: left;
}
.figures > div:last-child .tip::after { left: auto; right: 0; }
.months td, .months th { text-align: center; padding: 8px 4px; min-width: 52px; }
.months td { border: 2px solid var(--surface); border-radius: 6px; }
.months th.text { text-align: left; }
.months .total { font-weight: 650; }
th.sortable { cursor: pointer; user-select: none; }
th.sortable:hover, th.sortable:focus-visible { color: var(--text); }
th[aria-sort=ascending]::after { content: ' ↑'; }
th[aria-sort=descending]::after { content: ' ↓'; }
tbody tr[data-trade] { cursor: pointer; }
tbody tr[data-trade]:hover td { background: var(--stripe); }
.tall { max-height: 560px; overflow: auto; }
.tall thead th { position: sticky; top: 0; background: var(--surface); z-index: 1; }
.bar { display: block; height: 6px; min-width: 1px; border-radius: 3px; background: var(--accent); opacity: .7; }
td.barcell { width: 45%; min-width: 120px; }
footer { padding: 8px 24px 40px; font-size: 12.5px; color: var(--muted); }
@media (max-width: 640px) { main, header, footer { padding-left: 12px; padding-right: 12px; } .card { padding: 14px 12px; } h1 { font-size: 20px; } }
@media print { body { background: #fff; } .card, .kpi { box-shadow: none; break-inside: avoid; } .tall { max-height: none; } }
`
