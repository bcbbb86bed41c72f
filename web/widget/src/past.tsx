import type { Session } from '@parlance/client';
import type { Strings } from './strings';

interface Props {
  sessions: Session[];
  shown: number | null;
  strings: Strings;
  onBegin(): void;
  onShow(id: number): void;
}

export function Past({ sessions, shown, strings, onBegin, onShow }: Props) {
  return (
    <div className="list">
      <button className="wide" onClick={onBegin}>
        ＋ {strings.fresh}
      </button>
      {sessions.length === 0 && <p className="quiet">{strings.none}</p>}
      {sessions.map((s) => (
        <button key={s.id} className="wide" aria-current={shown === s.id} onClick={() => onShow(s.id)}>
          {new Date(s.last_message_at).toLocaleString()}
          {s.status === 'closed' && <span className="quiet"> · {strings.closed}</span>}
        </button>
      ))}
    </div>
  );
}
