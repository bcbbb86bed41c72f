#include "store/sqlite/page_cache.hpp"

#include <sqlite3.h>

#include <memory>

namespace parlance::store::sqlite {
namespace {

sqlite3_pcache_methods2 own;  // SQLite's

struct Cache {
  sqlite3_pcache* own;
  Highest highest;
};

Cache& of(sqlite3_pcache* cache) { return *reinterpret_cast<Cache*>(cache); }

sqlite3_pcache* create(int page_bytes, int extra_bytes, int purgeable) {
  auto* inner = own.xCreate(page_bytes, extra_bytes, purgeable);
  return inner ? reinterpret_cast<sqlite3_pcache*>(new Cache{inner, {}}) : nullptr;
}

void destroy(sqlite3_pcache* cache) {
  const std::unique_ptr<Cache> gone(&of(cache));
  own.xDestroy(gone->own);
}

sqlite3_pcache_page* fetch(sqlite3_pcache* cache, unsigned page, int create_flag) {
  if (create_flag) of(cache).highest.fetched(page);
  return own.xFetch(of(cache).own, page, create_flag);
}

void rekey(sqlite3_pcache* cache, sqlite3_pcache_page* page, unsigned from, unsigned to) {
  of(cache).highest.renumbered(from, to);
  own.xRekey(of(cache).own, page, from, to);
}

void truncate(sqlite3_pcache* cache, unsigned limit) {
  if (of(cache).highest.is_below(limit)) return;
  own.xTruncate(of(cache).own, limit);
  of(cache).highest.truncated(limit);
}

}  // namespace

int install_page_cache() {
  if (const int code = sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &own); code != SQLITE_OK) return code;
  auto methods = own;
  methods.xCreate = create;
  methods.xCachesize = [](sqlite3_pcache* cache, int pages) { own.xCachesize(of(cache).own, pages); };
  methods.xPagecount = [](sqlite3_pcache* cache) { return own.xPagecount(of(cache).own); };
  methods.xFetch = fetch;
  methods.xUnpin = [](sqlite3_pcache* cache, sqlite3_pcache_page* page, int discard) {
    own.xUnpin(of(cache).own, page, discard);
  };
  methods.xRekey = rekey;
  methods.xTruncate = truncate;
  methods.xDestroy = destroy;
  methods.xShrink = [](sqlite3_pcache* cache) { own.xShrink(of(cache).own); };
  return sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods);
}

}  // namespace parlance::store::sqlite
