// The demo portal: a page without React, as a customer would meet the widget on it. Its sign-in stands for a company's own.
import type { Order, Ticket } from '@parlance/client';

interface Person {
  tenant: string;
  sub: string;
  name: string;
  company: string;
  color: string;
}
interface Info {
  contact: { name: string | null };
  account: { name: string; plan: string; status: string } | null;
  tickets: Ticket[];
  orders: Order[];
  transactions: { kind: string; amount: string; currency: string; status: string; created_at: string }[];
}

const kPeople: Person[] = [
  { tenant: 'acme', sub: '1', name: 'Maya Chen', company: 'Acme Home', color: '#0b5d4a' },
  { tenant: 'acme', sub: '2', name: 'Tomás Rivera', company: 'Acme Home', color: '#0b5d4a' },
  { tenant: 'acme', sub: '3', name: 'Anna Vogel', company: 'Acme Home', color: '#0b5d4a' },
  { tenant: 'globex', sub: '1', name: 'Priya Nair', company: 'Globex Freight', color: '#7a3e00' },
  { tenant: 'globex', sub: '2', name: 'Owen Hart', company: 'Globex Freight', color: '#7a3e00' },
];
const kSignedIn = 'portal.signed-in';
const main = document.getElementById('main') as HTMLElement;
let widget: { logout(): void } | null = null;

const el = (tag: string, text = '', children: Node[] = [], className = '') => {
  const out = document.createElement(tag);
  out.className = className;
  if (text) out.append(text);
  out.append(...children);
  return out;
};

async function token(person: Person): Promise<string> {
  const response = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: person.tenant, sub: person.sub }),
  });
  if (!response.ok) throw new Error('the portal cannot sign in at the moment');
  return ((await response.json()) as { token: string }).token;
}

const line = (title: string, detail: string) => el('li', title, [el('small', detail)]);
const card = (title: string, lines: Node[]) => el('section', '', [el('h2', title), el('ul', '', lines)], 'card');

function signIn() {
  const buttons = kPeople.map((person) => {
    const button = el('button', person.name, [el('small', person.company)]);
    button.dataset.person = `${person.tenant}/${person.sub}`;
    button.addEventListener('click', () => {
      localStorage.setItem(kSignedIn, button.dataset.person ?? '');
      void show(person);
    });
    return button;
  });
  main.replaceChildren(
    el('h1', 'Sign in'),
    el('p', 'These customers are invented; choose one to see the portal as they do.'),
    el('div', '', buttons, 'people'),
  );
}

async function show(person: Person) {
  (document.getElementById('company') as HTMLElement).textContent = person.company;
  (document.getElementById('who') as HTMLElement).textContent = person.name;
  const out = document.getElementById('sign-out') as HTMLButtonElement;
  out.hidden = false;
  out.onclick = () => {
    localStorage.removeItem(kSignedIn);
    widget?.logout();
    location.reload();
  };
  await mountWidget(person);
  const response = await fetch('/api/chat/customer/info', {
    headers: { authorization: `Bearer ${await token(person)}` },
  });
  const info = (await response.json()) as Info;
  main.replaceChildren(
    el('h1', `Welcome back, ${person.name.split(' ')[0]}`),
    el('p', info.account ? `${info.account.name}: ${info.account.plan} plan, ${info.account.status}` : ''),
    el(
      'div',
      '',
      [
        card(
          'Your tickets',
          info.tickets.map((t) => line(`#${t.id} ${t.title}`, `${t.status} · ${t.priority} priority`)),
        ),
        card(
          'Your orders',
          info.orders.map((o) =>
            line(
              `${o.external_id}: ${o.items.map((i) => i.name).join(', ')}`,
              `${o.status} · ${o.total} ${o.currency}`,
            ),
          ),
        ),
        card(
          'Payments',
          info.transactions.map((t) =>
            line(`${t.amount} ${t.currency}`, `${t.kind}, ${t.status}, ${t.created_at.slice(0, 10)}`),
          ),
        ),
      ],
      'grid',
    ),
  );
}

// The one-line snippet, with what depends on who is signed in.
async function mountWidget(person: Person) {
  (window as unknown as Record<string, unknown>).getParlanceToken = () => token(person);
  const script = document.createElement('script');
  script.src = '/widget/parlance.js';
  script.dataset.company = person.company;
  script.dataset.color = person.color;
  script.dataset.language = 'en';
  await new Promise((done, failed) => {
    script.onload = done;
    script.onerror = failed;
    document.body.append(script);
  });
  widget = await (window as unknown as { Parlance: Promise<{ logout(): void }> }).Parlance;
}

const signedIn = kPeople.find((p) => `${p.tenant}/${p.sub}` === localStorage.getItem(kSignedIn));
if (signedIn) void show(signedIn);
else signIn();
