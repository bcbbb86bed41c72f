// The one line that a page carries:
//   <script src="https://chat.example.com/widget/parlance.js" data-company="Acme" data-token-function="getChatToken" async></script>
// getChatToken is a function of the page that returns (a promise of) a fresh token.
const script = document.currentScript as HTMLScriptElement;
const base = new URL(script.src);
const {
  company,
  color,
  logo,
  greeting,
  position,
  language,
  theme,
  tokenFunction = 'getParlanceToken',
} = script.dataset;
const given = Object.fromEntries(
  Object.entries({ company, color, logo, greeting, position, language, theme }).filter(
    ([, value]) => value !== undefined,
  ),
);
const page = window as unknown as Record<string, unknown>;
page.Parlance = import(/* @vite-ignore */ new URL('widget.js', base).href).then((widget) =>
  widget.mount({ ...given, baseUrl: base.origin, getToken: () => (page[tokenFunction] as () => Promise<string>)() }),
);
