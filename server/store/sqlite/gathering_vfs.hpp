#pragma once

namespace parlance::store::sqlite {

// The name of a VFS over `base` (null: the system's) that gathers what is written to a write-ahead log one piece after
// the other, and hands it on in one write before it is synced, read or measured. SQLite writes a commit of many pages
// as two pieces a page; nobody reads them before the sync that makes them a commit. Registered once; never fails.
const char* gathering_vfs(const char* base);

}  // namespace parlance::store::sqlite
