#pragma once
#include "base/error.hpp"

namespace parlance::gateway {

inline constexpr ErrorCode kInternal{"internal"};
inline constexpr ErrorCode kMethodNotAllowed{"method_not_allowed"};
inline constexpr ErrorCode kUnsupportedMediaType{"unsupported_media_type"};
inline constexpr ErrorCode kPayloadTooLarge{"payload_too_large"};
inline constexpr ErrorCode kHeadersTooLarge{"headers_too_large"};
inline constexpr ErrorCode kBadRequest{"bad_request"};
inline constexpr ErrorCode kRateLimited{"rate_limited"};
inline constexpr ErrorCode kOriginRefused{"origin_refused"};
inline constexpr ErrorCode kBadFrame{"bad_frame"};
inline constexpr ErrorCode kUpgradeRequired{"upgrade_required"};
inline constexpr ErrorCode kShuttingDown{"shutting_down"};

// The HTTP status of an error code; 500 for one that has no row in the table.
int status_of(ErrorCode code);
std::string_view reason_of(int status);

// The protocol's own WebSocket close codes.
inline constexpr std::uint16_t kCloseTokenExpired = 4401, kCloseSessionGone = 4404, kCloseTooFast = 4429,
                               kCloseGoingDown = 4503;

// RFC 9457's body.
std::string problem_json(const Error& error, std::string_view request_id);

// What of an exception the caller may be told; anything but a `Fault` is kInternal.
Error public_error(std::exception_ptr failure);
// What of it the log may be told.
std::string internal_text(std::exception_ptr failure);

}  // namespace parlance::gateway
