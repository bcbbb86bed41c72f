#include "ai/nlu/entities/currencies.hpp"

#include <array>

namespace parlance::ai::nlu {
namespace {

constexpr auto kCodes = std::to_array<std::string_view>(
    {"",    "USD", "EUR", "GBP", "JPY", "CHF", "BRL", "MXN", "CAD", "AUD", "INR", "CNY", "SEK", "NOK",
     "DKK", "PLN", "CZK", "HUF", "TRY", "RUB", "NZD", "HKD", "SGD", "ZAR", "KRW", "ARS", "CLP", "COP",
     "ILS", "AED", "RON", "PEN", "CRC", "GEL", "LAK", "NGN", "PHP", "UAH", "VND", "THB", "GHS"});

constexpr Row kRows[] = {
    {Role::currency, 0,
     "pesos peso francs franc francos franco franken kronen crowns rupees rupee rupien rupias roupies "
     "pesetas peseta marks mark marcos peniques dinar dinars satoshis florins florin florines guilders pesewas pence "
     "penny pennies penies kr"},
    {Role::currency, 1, "usd dollar dollars dolar dolares bucks us$"},
    {Role::currency, 2, "eur euro euros"},
    {Role::currency, 3, "gbp pounds pound pfund livre livres libra libras quid sterling"},
    {Role::currency, 4, "jpy yen yens yenes ienes"},
    {Role::currency, 5, "chf"},
    {Role::currency, 6, "brl reais"},
    {Role::currency, 7, "mxn"},
    {Role::currency, 8, "cad"},
    {Role::currency, 9, "aud"},
    {Role::currency, 10, "inr"},
    {Role::currency, 11, "cny rmb yuan yuanes 元"},
    {Role::currency, 12, "sek"},
    {Role::currency, 13, "nok"},
    {Role::currency, 14, "dkk"},
    {Role::currency, 15, "pln zloty zlotys"},
    {Role::currency, 16, "czk"},
    {Role::currency, 17, "huf"},
    {Role::currency, 19, "rub rubles roubles rubel"},
    {Role::currency, 20, "nzd"},
    {Role::currency, 21, "hkd"},
    {Role::currency, 22, "sgd"},
    {Role::currency, 23, "zar"},
    {Role::currency, 24, "krw"},
    {Role::currency, 25, "ars"},
    {Role::currency, 26, "clp"},
    {Role::currency, 28, "ils"},
    {Role::currency, 29, "aed"},
    {Role::currency, 30, "ron"},
    {Role::cents, 0, "cent cents centavo centavos centimos centimo cts centime centimes"},
};

// A lone "$" is taken for the commonest of the dollars.
constexpr std::pair<std::string_view, Sign> kSigns[] = {
    {"$", {1, 1}},  {"€", {2, 3}},  {"£", {3, 2}},  {"¥", {4, 2}},  {"₹", {10, 3}}, {"元", {11, 3}},
    {"₺", {18, 3}}, {"₽", {19, 3}}, {"₩", {24, 3}}, {"₪", {28, 3}}, {"￥", {4, 3}}, {"＄", {1, 3}},
    {"₡", {32, 3}}, {"₾", {33, 3}}, {"₭", {34, 3}}, {"₦", {35, 3}}, {"₱", {36, 3}}, {"₴", {37, 3}},
    {"₫", {38, 3}}, {"฿", {39, 3}}, {"₵", {40, 3}}, {"₿", {0, 3}}};

}  // namespace

std::span<const Row> currency_rows() { return kRows; }

std::string_view currency_code(int index) { return kCodes.at(static_cast<std::size_t>(index)); }

const Sign* sign_at(std::string_view text) {
  for (const auto& [sign, value] : kSigns)
    if (text.starts_with(sign)) return &value;
  return nullptr;
}

}  // namespace parlance::ai::nlu
