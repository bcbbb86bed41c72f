#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <iostream>

#include "app/commands.hpp"
#include "app/stack.hpp"
#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"
#include "crm/identity/token_keys.hpp"

namespace parlance::app {
namespace {

struct Secrets {
  std::string token_secret = crypto::base64url(crypto::random_bytes(32));
  std::string api_key = "pk_" + crypto::base64url(crypto::random_bytes(32));
  std::string api_key_sha256() const { return crypto::hex(crypto::sha256(api_key)); }
};

// Readable by the owner only, and never over a file that is there.
void write_secret_file(const std::string& path, const std::string& slug, const Secrets& secrets) {
  const int fd = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    throw std::runtime_error(fmt::format("cannot write the secret to {}: {}. Name a new file with --secret-file.", path,
                                         std::strerror(errno)));
  const auto text = fmt::format("PARLANCE_TENANT={}\nPARLANCE_TOKEN_SECRET={}\nPARLANCE_API_KEY={}\n", slug,
                                secrets.token_secret, secrets.api_key);
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(fd);
  if (!written) throw std::runtime_error(fmt::format("cannot write the secret to {}: the disk may be full", path));
}

// Gone again unless its secrets have become the tenant's.
class SecretFile {
 public:
  explicit SecretFile(std::string path) : path_(std::move(path)) {}
  ~SecretFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  SecretFile(const SecretFile&) = delete;
  void keep() { path_.clear(); }

 private:
  std::string path_;
};

std::string secret_path(const Config& config, const std::string& slug, const std::string& given) {
  return given.empty() ? fmt::format("{}/{}.secret", config.data_dir, slug) : given;
}

bool is_slug(const std::string& slug) {
  return !slug.empty() && slug.size() <= 63 &&
         std::ranges::all_of(slug, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::int64_t life_ms(std::string_view text) {
  std::int64_t amount = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const UnixMs unit_ms = unit == "s" ? kSecondMs : unit == "m" ? kMinuteMs : unit == "h" ? kHourMs : 0;
  if (ec != std::errc{} || unit_ms == 0 || amount <= 0 || amount > crm::kMaxTokenLifeMs / unit_ms)
    throw std::runtime_error("--ttl must be a time such as 90s, 30m or 1h, at most 24h");
  return amount * unit_ms;
}

}  // namespace

Task<crm::Tenant> tenant_of(Stores& stores, std::string slug) {
  auto tenant = co_await stores.identity.find_tenant(slug);
  if (!tenant)
    throw std::runtime_error(fmt::format(
        "there is no tenant `{}`; `parlanced tenant list` shows them, `parlanced tenant add` makes one", slug));
  co_return std::move(*tenant);
}

int migrate(const Config& config) {
  migrate_data(config);
  return 0;
}

int print_token(const Config& config, const TokenCommand& command) {
  const auto life = life_ms(command.life);
  Loops loops(1);
  Stores stores(open_database(loops, config));
  const auto tenant = run_to_end(loops, tenant_of(stores, command.tenant));
  const auto optional = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  std::cout << crm::sign_token(tenant, {command.subject, optional(command.email), optional(command.name)}, now_ms(),
                               life)
            << "\n";
  return 0;
}

int add_tenant(const Config& config, const std::string& slug, const std::string& name,
               const std::vector<std::string>& origins, const std::string& secret_file) {
  if (!is_slug(slug)) throw std::runtime_error("a tenant's slug has 1 to 63 of a-z, 0-9 and `-`");
  Loops loops(1);
  Stores stores(open_database(loops, config));
  if (run_to_end(loops, stores.identity.find_tenant(slug)))
    throw std::runtime_error(
        fmt::format("there is a tenant `{}` already; `tenant rotate-key` gives it new secrets", slug));
  const Secrets secrets;
  const auto path = secret_path(config, slug, secret_file);
  write_secret_file(path, slug, secrets);
  SecretFile file(path);
  run_to_end(loops, stores.identity.insert_tenant(
                        {slug, name.empty() ? slug : name, secrets.token_secret, secrets.api_key_sha256(), origins},
                        now_ms()));
  file.keep();
  std::cout << fmt::format("Tenant {} is added. Its token secret and API key are in {}; keep that file safe.\n", slug,
                           path);
  return 0;
}

int list_tenants(const Config& config) {
  Loops loops(1);
  Stores stores(open_database(loops, config));
  for (const auto& tenant : run_to_end(loops, stores.identity.list_tenants()))
    std::cout << tenant.slug << "\t" << tenant.name << "\n";
  return 0;
}

int rotate_key(const Config& config, const std::string& slug, const std::string& secret_file) {
  Loops loops(1);
  Stores stores(open_database(loops, config));
  run_to_end(loops, tenant_of(stores, slug));
  const Secrets secrets;
  const auto path =
      secret_path(config, slug,
                  secret_file.empty() ? fmt::format("{}/{}-{}.secret", config.data_dir, slug, now_ms()) : secret_file);
  write_secret_file(path, slug, secrets);
  SecretFile file(path);
  run_to_end(loops, stores.identity.replace_keys(slug, secrets.token_secret, secrets.api_key_sha256()));
  file.keep();
  std::cout << fmt::format("Tenant {} has new secrets, in {}; the old ones are refused from now on.\n", slug, path);
  return 0;
}

int set_token_keys(const Config& config, const std::string& slug, const std::vector<std::string>& files) {
  std::vector<crm::KeyFile> read;
  for (const auto& file : files) read.push_back({std::filesystem::path(file).filename(), read_file(file)});
  const auto keys = crm::read_token_keys(read);
  if (!keys) throw std::runtime_error(keys.error().detail);
  Loops loops(1);
  Stores stores(open_database(loops, config));
  run_to_end(loops, tenant_of(stores, slug));
  run_to_end(loops, stores.identity.set_token_keys(slug, keys->json));
  std::cout << fmt::format("Tenant {} takes tokens signed with its secret{}{}.\n", slug,
                           keys->kids.empty() ? " only" : " or with the keys ", fmt::join(keys->kids, ", "));
  return 0;
}

}  // namespace parlance::app
