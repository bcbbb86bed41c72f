#pragma once
#include <string>
#include <string_view>

namespace parlance::crypto {

std::string sha256(std::string_view bytes);
std::string sha1(std::string_view bytes);  // for RFC 6455's handshake only
std::string hmac_sha256(std::string_view key, std::string_view bytes);
std::string random_bytes(std::size_t count);
bool constant_time_equal(std::string_view a, std::string_view b);

}  // namespace parlance::crypto
