#pragma once
#include <string>
#include <vector>

namespace parlance::store::postgres {

// Applies what the schema does not have, in order, each migration in a transaction of its own and all under an advisory
// lock, so that of nodes that start together one does it. Returns their names. A schema that has more than this program
// knows is left as it is: migrations only add, and an older node may go on serving. Blocks; throws `std::runtime_error`
// with what to do.
// `worker`: the user that the server logs in as where that is another, who may then work as the server's role; or
// empty.
std::vector<std::string> migrate(const std::string& url, const std::string& worker = {});
// The user that a URL names; empty where it names none.
std::string user_of(const std::string& url);

}  // namespace parlance::store::postgres
