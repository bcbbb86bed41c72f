#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/config/setting.hpp"

namespace parlance::config {
namespace {

struct Fixture : testing::Test {
  std::int64_t port = 0;
  bool limits = false;
  std::string level;
  std::vector<Setting> settings{{"limits", Boolean{&limits, true}, "", "Rate limits."},
                                {"http.port", Integer{&port, 8080, 1, 65535}, "", "Port."},
                                {"log.level", Text{&level, "info", {"info", "debug"}}, "", "Level."}};
  std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "config_test.toml";

  std::vector<Problem> load_with(const std::string& toml, std::vector<std::string> environment = {}) {
    std::ofstream(file) << toml;
    std::vector<char*> entries;
    for (auto& e : environment) entries.push_back(e.data());
    entries.push_back(nullptr);
    return load(settings, file, entries.data());
  }
};

TEST_F(Fixture, EnvironmentOverridesFileOverridesDefault) {
  EXPECT_TRUE(
      load_with("[http]\nport = 9000\n", {"PARLANCE_LOG_LEVEL=debug", "HOME=/", "PARLANCE_LIMITS=off"}).empty());
  EXPECT_EQ(port, 9000);
  EXPECT_EQ(level, "debug");
  EXPECT_FALSE(limits);
  EXPECT_TRUE(load_with("[http]\nport = 9000\n", {"PARLANCE_HTTP_PORT=9001"}).empty());
  EXPECT_EQ(port, 9001);
  EXPECT_TRUE(limits);
}

TEST_F(Fixture, SaysFileLineAndRange) {
  const auto problems = load_with("\n[http]\nport = 70000\nprot = 1\n[log]\nlevel = \"loud\"\n",
                                  {"PARLANCE_HTTP_PORT=x", "PARLANCE_NO_SUCH=1"});
  ASSERT_EQ(problems.size(), 5u);
  EXPECT_EQ(problems[0].where, file.string() + ":3");
  EXPECT_NE(problems[0].what.find("1 to 65535"), std::string::npos);
  EXPECT_EQ(problems[1].where, file.string() + ":4");
  EXPECT_EQ(problems[2].where, file.string() + ":6");
  EXPECT_EQ(problems[3].where, "PARLANCE_HTTP_PORT");
  EXPECT_EQ(problems[4].where, "PARLANCE_NO_SUCH");
}

TEST_F(Fixture, SaysTheLineOfASyntaxError) {
  EXPECT_EQ(load_with("limits = true\n[http\n").at(0).where, file.string() + ":2");
}

TEST_F(Fixture, PrintsWhatItCanReadBack) {
  ASSERT_TRUE(load_with("[http]\nport = 9000\n").empty());
  const auto printed = to_toml(settings);
  port = 0;
  EXPECT_TRUE(load_with(printed).empty());
  EXPECT_EQ(port, 9000);
}

}  // namespace
}  // namespace parlance::config
