#include "crm/import/kinds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& records : {parlance::crm::parse_csv(text), parlance::crm::parse_json_lines(text)})
    if (records)
      for (const auto& record : *records)
        for (const auto& kind : parlance::crm::all_kinds()) (void)parlance::crm::check_row(kind, record);
  return 0;
}
