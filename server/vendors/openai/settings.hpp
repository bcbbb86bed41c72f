#pragma once
#include <string>

namespace parlance::openai {

struct Settings {
  std::string base_url = "https://api.openai.com/v1";
  std::string key;  // empty: the server asks for none
  std::string model;
  // Ollama, vLLM, llama.cpp and others that speak Chat Completions as it was: `max_tokens`, no strict schemas.
  bool compatible = false;
};

}  // namespace parlance::openai
