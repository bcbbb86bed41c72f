#pragma once
#include <algorithm>

namespace parlance::store::sqlite {

// The highest number of a page that may be in a cache.
class Highest {
 public:
  void fetched(unsigned page) {
    if (page > highest_)
      highest_ = page, below_ = 0;
    else
      below_ = std::max(below_, below_ ? page : 0);
  }
  // A page that is highest only for a while leaves the one before as the highest.
  void renumbered(unsigned from, unsigned to) {
    if (to > highest_)
      below_ = highest_, highest_ = to;
    else if (from == highest_ && below_)
      highest_ = std::max(below_, to), below_ = 0;
    else
      fetched(to);
  }
  bool is_below(unsigned page) const { return highest_ < page; }
  void truncated(unsigned to) { highest_ = std::min(highest_, to ? to - 1 : 0), below_ = 0; }

 private:
  unsigned highest_ = 0;
  unsigned below_ = 0;  // while highest_ is a number given for a moment: the highest of the others
};

// Has SQLite ask its own page cache less. While it brings the pages of a tree into order it gives one of them the
// number of the page at 1 GiB for a moment (balance_nonroot), and from then on looks through the whole cache at each
// commit for pages behind the file's end. Here it is known whether there is one. To be called before SQLite is first
// used, later it is without effect; returns SQLite's code.
int install_page_cache();

}  // namespace parlance::store::sqlite
