import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Strings } from './strings';

const kMaxRows = 5;
const kMaxLength = 16_000; // of UTF-16; the server's own limit is in bytes, and says so

// `say` is false where what was said could not even be kept for sending; then it stays in the field.
export function Composer({ strings, say }: { strings: Strings; say(text: string): boolean }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = () => {
    if (text.trim() && say(text)) setText('');
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== 'Enter' || e.shiftKey || e.nativeEvent.isComposing) return;
    e.preventDefault();
    submit();
  };
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={field}
        rows={Math.min(kMaxRows, text.split('\n').length)}
        maxLength={kMaxLength}
        aria-label={strings.placeholder}
        placeholder={strings.placeholder}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={onKeyDown}
      />
      <button className="send" disabled={!text.trim()}>
        {strings.send}
      </button>
    </form>
  );
}
