const en = {
  open: 'Open chat', close: 'Close chat', bot: 'You are talking to a bot.', placeholder: 'Write a message…', send: 'Send', sending: 'Sending…', sent: 'Sent', failed: 'Not sent.', retry: 'Try again', offline: 'Connection lost. Trying again…',
  connecting: 'Connecting…', older: 'Show earlier messages', fresh: 'New conversation', past: 'Conversations', back: 'Back', ended: 'This conversation is closed.', typing: 'The assistant is writing…', greeting: 'Hello! How can I help you?', you: 'You',
  assistant: 'Assistant', ticket: 'Ticket', order: 'Order', priority: 'Priority', assignee: 'Assigned to', nobody: 'nobody yet', arrives: 'Expected', article: 'Read the article', signedOut: 'Please sign in to chat.', messages: 'Messages', none: 'No conversations yet.',
};
export type Strings = typeof en;
const de: Strings = {
  open: 'Chat öffnen', close: 'Chat schließen', bot: 'Sie sprechen mit einem Bot.', placeholder: 'Nachricht schreiben…', send: 'Senden', sending: 'Wird gesendet…', sent: 'Gesendet', failed: 'Nicht gesendet.', retry: 'Erneut versuchen',
  offline: 'Verbindung verloren. Neuer Versuch…', connecting: 'Verbindung wird aufgebaut…', older: 'Frühere Nachrichten zeigen', fresh: 'Neues Gespräch', past: 'Gespräche', back: 'Zurück', ended: 'Dieses Gespräch ist beendet.',
  typing: 'Der Assistent schreibt…', greeting: 'Hallo! Wie kann ich helfen?', you: 'Sie', assistant: 'Assistent', ticket: 'Ticket', order: 'Bestellung', priority: 'Priorität', assignee: 'Zuständig', nobody: 'noch niemand', arrives: 'Erwartet',
  article: 'Artikel lesen', signedOut: 'Bitte melden Sie sich an.', messages: 'Nachrichten', none: 'Noch keine Gespräche.',
};
export const stringsFor = (language: string): Strings => (language.toLowerCase().startsWith('de') ? de : en);
