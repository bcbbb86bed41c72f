// A constructable style sheet: allowed under a strict content security policy, and unseen by the page.
export const kStyles = `
:host { all: initial; --accent: #1f5eff; --on-accent: #fff; --back: #fff; --soft: #f1f3f8; --text: #17202e; --dim: #57617a; --line: #d9deea; --bad: #b3261e;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--text); }
@media (prefers-color-scheme: dark) { :host(:not([data-theme=light])) { --back: #151a24; --soft: #222a38; --text: #eef1f7; --dim: #a9b3c7; --line: #38435a; --bad: #ff9d94; } }
:host([data-theme=dark]) { --back: #151a24; --soft: #222a38; --text: #eef1f7; --dim: #a9b3c7; --line: #38435a; --bad: #ff9d94; }
* { box-sizing: border-box; } button { font: inherit; color: inherit; cursor: pointer; border: 0; background: none; padding: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.root { position: fixed; bottom: 20px; z-index: 2147483000; } .right { right: 20px; } .left { left: 20px; }
.launch { width: 60px; height: 60px; border-radius: 50%; background: var(--accent); color: var(--on-accent); box-shadow: 0 6px 22px rgb(0 0 0 / .28); display: grid; place-items: center; position: relative; }
.badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; border-radius: 11px; background: #c9182b; color: #fff; font-size: 13px; line-height: 22px; padding: 0 6px; }
.panel { position: absolute; bottom: 74px; width: min(390px, calc(100vw - 40px)); height: min(620px, calc(100dvh - 120px)); background: var(--back); border: 1px solid var(--line); border-radius: 16px;
  box-shadow: 0 14px 46px rgb(0 0 0 / .26); display: flex; flex-direction: column; overflow: hidden; } .right .panel { right: 0; } .left .panel { left: 0; }
header { background: var(--accent); color: var(--on-accent); padding: 12px 14px; display: flex; align-items: center; gap: 10px; } header h2 { font-size: 16px; margin: 0; flex: 1; } header small { display: block; font-weight: 400; font-size: 12.5px; }
header img { width: 32px; height: 32px; border-radius: 8px; } header button { padding: 6px 8px; border-radius: 8px; font-size: 13px; } header button:focus-visible { outline-color: var(--on-accent); }
.state { background: var(--soft); color: var(--dim); font-size: 13px; padding: 6px 14px; }
.list { flex: 1; overflow-y: auto; padding: 14px; display: flex; flex-direction: column; gap: 10px; overscroll-behavior: contain; }
.msg { max-width: 86%; padding: 9px 13px; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere; } .bot { background: var(--soft); align-self: flex-start; border-bottom-left-radius: 4px; }
.mine { background: var(--accent); color: var(--on-accent); align-self: flex-end; border-bottom-right-radius: 4px; } .mine a { color: inherit; } .bot a { color: var(--text); } .note { align-self: center; color: var(--dim); font-size: 13px; }
.meta { font-size: 12px; color: var(--dim); align-self: flex-end; margin-top: -6px; } .meta.bad { color: var(--bad); } .meta button { text-decoration: underline; margin-left: 6px; }
.card { align-self: flex-start; border: 1px solid var(--line); border-radius: 12px; padding: 10px 12px; width: 86%; } .card b { display: block; overflow-wrap: anywhere; } .card span { color: var(--dim); font-size: 13px; display: block; }
.chip { border: 1px solid var(--line); border-radius: 18px; padding: 7px 14px; background: var(--back); } .chips { display: flex; flex-wrap: wrap; gap: 8px; } .chip:hover { background: var(--soft); }
form { display: flex; gap: 8px; padding: 10px; border-top: 1px solid var(--line); align-items: end; } textarea { flex: 1; resize: none; font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 12px; padding: 9px 12px; max-height: 130px; }
.send { background: var(--accent); color: var(--on-accent); border-radius: 12px; padding: 10px 16px; } .send:disabled { opacity: .5; } .wide { display: block; width: 100%; text-align: left; padding: 11px 12px; border: 1px solid var(--line); border-radius: 12px; }
.article { padding: 14px; overflow-y: auto; flex: 1; } .article h3 { margin: 4px 0 8px; } .quiet { color: var(--dim); } .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 480px) { .root.open { inset: 0; } .root.open .panel { position: fixed; inset: 0; width: 100%; height: 100dvh; border-radius: 0; border: 0; } .root.open .launch { display: none; } }
@media (prefers-reduced-motion: no-preference) { .panel { animation: rise .16s ease-out; } @keyframes rise { from { transform: translateY(8px); opacity: 0; } } }
`;
