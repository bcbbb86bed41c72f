-- The servers that share this database. An id is never used again.
CREATE TABLE nodes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  alive_until BIGINT NOT NULL              -- by the database's clock, like every lease
);

-- The node that answers this session's questions, for as long as it lives; null: none does. A write of another is refused.
ALTER TABLE chat_sessions ADD COLUMN worker BIGINT;

-- A number that rises with each change of any article, whichever node makes it.
CREATE TABLE revisions (
  kind TEXT PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO revisions (kind, last) SELECT 'article', coalesce(max(revision), 0) FROM articles;
