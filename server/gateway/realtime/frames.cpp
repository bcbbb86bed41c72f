#include "gateway/realtime/frames.hpp"

#include <boost/json/monotonic_resource.hpp>

#include "base/crypto/jwt.hpp"
#include "base/json/reader.hpp"
#include "chat/types.hpp"
#include "gateway/errors.hpp"

namespace parlance::gateway {
namespace {

constexpr std::size_t kParseBytes = 4096;  // of stack: a frame of usual size needs no heap

std::unexpected<BadFrame> bad(Error error, std::optional<Uuid> client_id = {}) {
  return std::unexpected(BadFrame{std::move(error), client_id});
}

std::optional<Uuid> read_client_id(json::Fields& fields) {
  const auto text = fields.required_string("client_id", 36);
  const auto uuid = Uuid::parse(text);
  if (!uuid && fields.ok()) fields.refuse("client_id", "must be a UUID");
  return uuid;
}

std::expected<Frame, BadFrame> message(json::Fields& fields) {
  const auto client_id = read_client_id(fields);
  const auto text = fields.required_string("message_text", static_cast<std::size_t>(-1));
  if (auto done = fields.finish(); !done) return bad(std::move(done.error()), client_id);
  auto checked = chat::check_text(text);
  if (!checked) return bad(std::move(checked.error()), client_id);
  return MessageFrame{*client_id, std::move(*checked)};
}

std::expected<Frame, BadFrame> finish(json::Fields& fields, Frame frame) {
  if (auto done = fields.finish(); !done) return bad(std::move(done.error()));
  return frame;
}

}  // namespace

std::expected<Frame, BadFrame> parse_frame(std::string_view text) {
  unsigned char buffer[kParseBytes];
  boost::json::monotonic_resource memory(buffer);
  const auto object = json::parse_object(text, &memory);
  if (!object) return bad(object.error());
#ifdef PARLANCE_PLANTED_BUGS
  if (object->contains("typo")) __builtin_trap();
#endif
  json::Fields fields(*object);
  const auto type = fields.required_string("type", 32);
  if (!fields.ok()) return bad({kBadFrame, "A frame needs a `type` that is a string.", "/type"});
  if (type == "message") return message(fields);
  if (type == "typing") {
    const bool active = fields.required_boolean("active");
    return finish(fields, TypingFrame{active});
  }
  if (type == "read") {
    const auto seq = fields.required_integer("seq", 0, chat::kMaxSeq);
    return finish(fields, ReadFrame{seq});
  }
  if (type == "auth") {
    std::string token(fields.required_string("token", crypto::kMaxTokenBytes));
    return finish(fields, AuthFrame{std::move(token)});
  }
  if (type == "ping") return finish(fields, PingFrame{});
  return bad({kBadFrame, "There is no frame of this `type`; known are message, typing, read, auth and ping.", "/type"});
}

}  // namespace parlance::gateway
