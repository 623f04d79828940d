/** What the comparison has beside the style sheet of all pages. */
export const COMPARE_STYLE = `
:root { --together-field: 47, 111, 237; }
@media (prefers-color-scheme: dark) { :root { --together-field: 77, 135, 255; } }
.legend .keys { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 6px 10px; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--faint); background: var(--stripe); }
.key { display: flex; align-items: center; gap: 8px; padding: 4px 9px; font-size: 13px; min-width: 0; font-variant-numeric: tabular-nums; }
.key svg { flex: none; }
.key .name { flex: 1; min-width: 0; text-align: left; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.key[aria-pressed=false] { border-style: dashed; color: var(--muted); }
.key[aria-pressed=false] svg { opacity: .35; }
.sets { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 12px; }
.set { padding: 2px 10px; font-size: 12.5px; }
.sets .note { margin-left: auto; }
.compared td:first-child::before { content: ''; display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 9px; background: var(--key, var(--faint)); }
.compared tbody tr:hover td { background: var(--stripe); }
.correlation { width: auto; font-size: 12px; }
.correlation th, .correlation td { padding: 4px 6px; }
.correlation td { text-align: center; min-width: 46px; border: 1px solid var(--surface); border-radius: 4px; }
.correlation thead th { border-bottom: 0; text-align: center; padding-bottom: 6px; }
.correlation thead span { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 140px; overflow: hidden; text-overflow: ellipsis; }
.correlation tbody th { position: sticky; left: 0; background: var(--surface); border-bottom: 0; padding-right: 10px; max-width: 180px; overflow: hidden; text-overflow: ellipsis; }
.absent ul { margin: 0; padding-left: 18px; }
.absent li { margin: 2px 0; overflow-wrap: anywhere; }
`
