#include "ai/wording/wording.hpp"

namespace parlance::ai {
namespace {

struct Unit {
  std::string_view one, many;
};
struct Ages {
  std::string_view just_now, ago;  // how many, of what
  Unit units[6];                   // year, month, week, day, hour, minute
};

constexpr UnixMs kUnits[] = {365 * kDayMs, 30 * kDayMs, 7 * kDayMs, kDayMs, kHourMs, kMinuteMs};
constexpr Ages kEnglish{"just now",
                        "{0} {1} ago",
                        {{"year", "years"},
                         {"month", "months"},
                         {"week", "weeks"},
                         {"day", "days"},
                         {"hour", "hours"},
                         {"minute", "minutes"}}};
constexpr Ages kGerman{"gerade eben",
                       "vor {0} {1}",
                       {{"Jahr", "Jahren"},
                        {"Monat", "Monaten"},
                        {"Woche", "Wochen"},
                        {"Tag", "Tagen"},
                        {"Stunde", "Stunden"},
                        {"Minute", "Minuten"}}};
constexpr Ages kFrench{"à l'instant",
                       "il y a {0} {1}",
                       {{"an", "ans"},
                        {"mois", "mois"},
                        {"semaine", "semaines"},
                        {"jour", "jours"},
                        {"heure", "heures"},
                        {"minute", "minutes"}}};
constexpr Ages kSpanish{"ahora mismo",
                        "hace {0} {1}",
                        {{"año", "años"},
                         {"mes", "meses"},
                         {"semana", "semanas"},
                         {"día", "días"},
                         {"hora", "horas"},
                         {"minuto", "minutos"}}};
constexpr Ages kPortuguese{"agora mesmo",
                           "há {0} {1}",
                           {{"ano", "anos"},
                            {"mês", "meses"},
                            {"semana", "semanas"},
                            {"dia", "dias"},
                            {"hora", "horas"},
                            {"minuto", "minutos"}}};
constexpr const Ages* kAges[] = {&kEnglish, &kEnglish, &kGerman, &kFrench, &kSpanish, &kPortuguese};

}  // namespace

std::string time_ago(Tongue tongue, UnixMs then, UnixMs now) {
  const auto& ages = *kAges[static_cast<std::size_t>(tongue)];
  const UnixMs age = now - then;
  for (std::size_t i = 0; i < std::size(kUnits); ++i) {
    if (age < kUnits[i]) continue;
    const auto count = age / kUnits[i];
    return fmt::format(fmt::runtime(ages.ago), count, count == 1 ? ages.units[i].one : ages.units[i].many);
  }
  return std::string(ages.just_now);
}

}  // namespace parlance::ai
