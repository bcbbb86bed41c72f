import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Strings } from './strings';

const kMaxRows = 5;
const kMaxBytes = 16_384; // of a message, in UTF-8

interface Props {
  strings: Strings;
  text: string; // kept outside, so that it outlives the panel
  setText(text: string): void;
  submit(): void; // what could not even be kept for sending stays in the field
}

export function Composer({ strings, text, setText, submit: say }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const tooLong = new TextEncoder().encode(text.trim()).length > kMaxBytes;
  const submit = () => {
    if (text.trim() && !tooLong) say();
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
        aria-invalid={tooLong}
        aria-label={strings.placeholder}
        placeholder={strings.placeholder}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={onKeyDown}
      />
      {tooLong && (
        <div className="meta bad" role="alert">
          {strings.tooLong}
        </div>
      )}
      <button className="send" disabled={!text.trim() || tooLong}>
        {strings.send}
      </button>
    </form>
  );
}
