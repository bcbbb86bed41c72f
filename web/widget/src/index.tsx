import { useEffect, useImperativeHandle, useRef, useState, type CSSProperties, type Ref } from 'react';
import { createPortal } from 'react-dom';
import { unreadIn } from '@parlance/client';
import { readableOn } from './color';
import { Panel } from './panel';
import { stringsFor } from './strings';
import kStyles from './styles.css?inline';
import { useChat } from './use-chat';

export interface WidgetHandle {
  open(): void;
  close(): void;
  logout(): void;
}
export interface WidgetProps {
  getToken: () => Promise<string> | string; // a fresh token of the signed-in customer, from the company's own backend
  baseUrl?: string; // of the Parlance server; the page's own origin by default
  company?: string;
  color?: string;
  logo?: string;
  greeting?: string;
  position?: 'left' | 'right';
  language?: string;
  theme?: 'light' | 'dark' | 'auto';
  handle?: Ref<WidgetHandle>;
}

function Body({
  getToken,
  baseUrl,
  company = 'Support',
  color,
  logo,
  greeting,
  position = 'right',
  language,
  handle,
}: WidgetProps) {
  const strings = stringsFor(language ?? navigator.language);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [submitted, setSubmitted] = useState(false); // the text waits until it is known who says it
  const launch = useRef<HTMLButtonElement>(null);
  const chat = useChat(baseUrl ?? location.origin, getToken, language ?? navigator.language);
  const show = () => {
    setOpen(true);
    void chat.chat.refresh();
  };
  const close = () => {
    setOpen(false);
    launch.current?.focus();
  };
  useImperativeHandle(handle, () => ({
    open: show,
    close,
    logout: () => {
      setOpen(false);
      chat.chat.logout();
    },
  }));
  const submit = () => {
    const said = chat.chat.say(text);
    setSubmitted(!said);
    if (said) setText('');
  };
  const known = chat.conversation !== null;
  // What one customer has begun to write is not the next one's.
  useEffect(() => {
    if (known) return;
    setText('');
    setSubmitted(false);
  }, [known]);
  useEffect(() => {
    if (known && submitted) submit();
  }, [known, submitted]);
  const unread = open || !chat.view ? 0 : unreadIn(chat.view);
  const colors = color ? { '--accent': color, '--on-accent': readableOn(color) } : {};
  return (
    <div className={`root ${position} ${open ? 'open' : ''}`} style={colors as CSSProperties}>
      {open && (
        <Panel
          chat={chat}
          strings={strings}
          company={company}
          logo={logo}
          greeting={greeting ?? strings.greeting}
          text={text}
          setText={(written) => {
            setSubmitted(false);
            setText(written);
          }}
          submit={submit}
          onClose={close}
        />
      )}
      <button
        ref={launch}
        className="launch"
        aria-expanded={open}
        aria-label={open ? strings.close : strings.open}
        onClick={open ? close : show}
      >
        <svg
          width="28"
          height="28"
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          aria-hidden="true"
        >
          <path d="M4 5h16v11H9l-5 4z" strokeLinejoin="round" />
        </svg>
        {unread > 0 && <span className="badge">{unread}</span>}
      </button>
    </div>
  );
}

// The chat button and its panel, in a shadow root: the page's styles do not reach in, and none leak out.
export function ParlanceWidget(props: WidgetProps) {
  const host = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const shadow = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(kStyles);
    shadow.adoptedStyleSheets = [sheet];
    setRoot(shadow);
  }, []);
  return (
    <div ref={host} data-parlance="" data-theme={props.theme ?? 'auto'}>
      {root && createPortal(<Body {...props} />, root)}
    </div>
  );
}
