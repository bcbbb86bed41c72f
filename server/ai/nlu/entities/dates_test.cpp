#include <gtest/gtest.h>

#include <span>

#include "ai/nlu/entities/recognise.hpp"

namespace parlance::ai::nlu {
namespace {

// A Wednesday.
const UnixMs kNow = *parse_rfc3339("2026-03-04T09:30:00Z");

std::string dates(std::string_view text, const Clock& clock = {kNow}) {
  std::string out;
  const auto typed = words(text);
  for (const auto& entity : find_entities(text, typed, typed, clock))
    if (entity.type == EntityType::date)
      out += (out.empty() ? "" : "; ") + std::string(text.substr(entity.start, entity.end - entity.start)) + " = " +
             entity.value;
  return out;
}

struct Case {
  std::string_view text, wanted;
};

void check(std::span<const Case> cases) {
  for (const auto& [text, wanted] : cases) EXPECT_EQ(dates(text), wanted) << text;
}

TEST(Dates, English) {
  constexpr Case kCases[] = {
      {"I need it tomorrow", "tomorrow = 2026-03-05"},
      {"the day after tomorrow please", "day after tomorrow = 2026-03-06"},
      {"I ordered last Friday", "last Friday = 2026-02-27"},
      {"can you deliver on Friday?", "Friday = 2026-03-06"},
      {"it should come in 3 days", "in 3 days = 2026-03-07"},
      {"I paid two weeks ago", "two weeks ago = 2026-02-18"},
      {"call me at 3pm", "3pm = 2026-03-04T15:00:00Z"},
      {"call me at 15:30", "15:30 = 2026-03-04T15:30:00Z"},
      {"tomorrow at 3", "tomorrow at 3 = 2026-03-05T15:00:00Z"},
      {"tonight at 8 we close", "tonight at 8 = 2026-03-04T20:00:00Z"},
      {"tomorrow night at 2am", "tomorrow night at 2am = 2026-03-05T02:00:00Z"},
      {"come tomorrow from 3 to 5pm", "tomorrow from 3 to 5pm = 2026-03-05T15:00:00Z/2026-03-05T17:00:00Z"},
      {"3 days after January 12th", "3 days after January 12th = 2026-01-15"},
      {"at the end of the month", "end of the month = 2026-03-31"},
      {"Tuesday of next week", "Tuesday of next week = 2026-03-10"},
      {"I call every Friday", ""},
      {"it was bought on March 3rd", "March 3rd = 2026-03-03"},
      {"bought on the 3rd of March, 2025", "3rd of March, 2025 = 2025-03-03"},
      {"on 2026-03-04 it broke", "2026-03-04 = 2026-03-04"},
      {"I will move next month", "next month = 2026-04-01/2026-05-01"},
      {"it failed this morning", "this morning = 2026-03-04T06:00:00Z/2026-03-04T12:00:00Z"},
      {"are you open from Monday to Friday?", "from Monday to Friday = 2026-03-09/2026-03-14"},
      {"come between 3 and 5pm", "between 3 and 5pm = 2026-03-04T15:00:00Z/2026-03-04T17:00:00Z"},
      {"I have waited since Monday", "since Monday = 2026-03-02/.."},
      {"the last 3 days it was down", "last 3 days = 2026-03-01/2026-03-05"},
      {"it came 20 minutes ago", "20 minutes ago = 2026-03-04T09:10:00Z"},
  };
  check(kCases);
}

TEST(Dates, German) {
  constexpr Case kCases[] = {
      {"ich brauche es morgen", "morgen = 2026-03-05"},
      {"ich habe es am 4.3.2026 bestellt", "4.3.2026 = 2026-03-04"},
      {"wir kommen am 3. März", "3. März = 2026-03-03"},
      {"es kam letzten Freitag nicht", "letzten Freitag = 2026-02-27"},
      {"in 3 Tagen ziehe ich um", "in 3 Tagen = 2026-03-07"},
      {"vor zwei Wochen bestellt, und nichts ist da", "vor zwei Wochen = 2026-02-18"},
      {"bitte rufen Sie um 15 Uhr an", "15 Uhr = 2026-03-04T15:00:00Z"},
      {"ich komme morgen um 15:30 Uhr", "morgen um 15:30 Uhr = 2026-03-05T15:30:00Z"},
      {"ich bin nächsten Monat weg", "nächsten Monat = 2026-04-01/2026-05-01"},
      {"ich habe heute Morgen angerufen", "heute Morgen = 2026-03-04T06:00:00Z/2026-03-04T12:00:00Z"},
      {"Guten Morgen, wo ist mein Paket?", ""},
      {"das Paket ist nicht hier", ""},
  };
  check(kCases);
}

TEST(Dates, French) {
  constexpr Case kCases[] = {
      {"je le veux demain", "demain = 2026-03-05"},
      {"j'ai commandé hier et je n'ai rien", "hier = 2026-03-03"},
      {"livraison le 3 mars 2026", "3 mars 2026 = 2026-03-03"},
      {"je suis là vendredi prochain", "vendredi prochain = 2026-03-13"},
      {"il y a deux semaines j'ai payé", "il y a deux semaines = 2026-02-18"},
      {"dans 3 jours je pars", "dans 3 jours = 2026-03-07"},
      {"appelez-moi demain à 15h30", "demain à 15h30 = 2026-03-05T15:30:00Z"},
      {"je pars le mois prochain", "mois prochain = 2026-04-01/2026-05-01"},
      {"il est tombé en panne ce matin", "ce matin = 2026-03-04T06:00:00Z/2026-03-04T12:00:00Z"},
  };
  check(kCases);
}

TEST(Dates, Spanish) {
  constexpr Case kCases[] = {
      {"lo necesito mañana", "mañana = 2026-03-05"},
      {"el 3 de marzo de 2026 pagué", "3 de marzo de 2026 = 2026-03-03"},
      {"llegó el viernes pasado", "viernes pasado = 2026-02-27"},
      {"hace dos semanas que espero", "hace dos semanas = 2026-02-18"},
      {"me voy la semana que viene", "semana que viene = 2026-03-09/2026-03-16"},
      {"llámame mañana a las 3 de la tarde", "mañana a las 3 de la tarde = 2026-03-05T15:00:00Z"},
      {"se rompió esta mañana", "esta mañana = 2026-03-04T06:00:00Z/2026-03-04T12:00:00Z"},
      {"en 3 días me mudo", "en 3 días = 2026-03-07"},
      {"el próximo mes", "próximo mes = 2026-04-01/2026-05-01"},
  };
  check(kCases);
}

TEST(Dates, Portuguese) {
  constexpr Case kCases[] = {
      {"preciso disso amanhã", "amanhã = 2026-03-05"},
      {"paguei em 3 de março de 2026", "3 de março de 2026 = 2026-03-03"},
      {"chegou na sexta-feira passada", "sexta-feira passada = 2026-02-27"},
      {"comprei há duas semanas e não chegou", "há duas semanas = 2026-02-18"},
      {"me liguem amanhã às 15h", "amanhã às 15h = 2026-03-05T15:00:00Z"},
      {"no próximo mês eu viajo", "próximo mês = 2026-04-01/2026-05-01"},
      {"quebrou hoje de manhã", "hoje de manhã = 2026-03-04T06:00:00Z/2026-03-04T12:00:00Z"},
  };
  check(kCases);
}

TEST(Dates, AreNotTakenForWhatIsNone) {
  for (auto text : {"we use version 1.2.3 of it", "the address is 192.168.1.10", "it is 2 years old",
                    "my iPhone 15 broke", "it costs 20-30 euros", "you may close it", "a second ticket", "open 24/7",
                    "order 3/4 of it", "see 2015-1-32", "ticket 12 and 13", "march on!", "the sun is out"})
    EXPECT_EQ(dates(text), "") << text;
}

TEST(Dates, FollowTheCustomersZone) {
  // In Auckland it is the next day already.
  EXPECT_EQ(dates("today", {*parse_rfc3339("2026-03-04T12:30:00Z"), "Pacific/Auckland"}), "today = 2026-03-05");
  EXPECT_EQ(dates("today at 3pm", {kNow, "America/New_York"}), "today at 3pm = 2026-03-04T15:00:00-05:00");
  EXPECT_EQ(dates("an hour ago", {kNow, "Europe/Berlin"}), "an hour ago = 2026-03-04T09:30:00+01:00");
  EXPECT_EQ(dates("today", {kNow, "Nowhere/At-all"}), "today = 2026-03-04");
}

TEST(Dates, AtTheChangeToSummerTime) {
  const Clock berlin{*parse_rfc3339("2026-03-28T20:00:00Z"), "Europe/Berlin"};
  EXPECT_EQ(dates("tomorrow at 3pm", berlin), "tomorrow at 3pm = 2026-03-29T15:00:00+02:00");
  EXPECT_EQ(dates("tomorrow at midnight", berlin), "tomorrow at midnight = 2026-03-29T00:00:00+01:00");
  // Half past two is left out that night.
  EXPECT_EQ(dates("tomorrow at 2:30 am", berlin), "tomorrow at 2:30 am = 2026-03-29T03:30:00+02:00");
  // There the clock goes from 23:59 to 1:00.
  const Clock beirut{*parse_rfc3339("2026-03-28T10:00:00Z"), "Asia/Beirut"};
  EXPECT_EQ(dates("tomorrow at midnight", beirut), "tomorrow at midnight = 2026-03-29T01:00:00+03:00");
}

TEST(Dates, DayAndMonthByWhereTheCustomerIs) {
  EXPECT_EQ(dates("the invoice of 3/4/2026", {kNow, "America/Chicago"}), "3/4/2026 = 2026-03-04");
  EXPECT_EQ(dates("the invoice of 3/4/2026", {kNow, "Europe/London"}), "3/4/2026 = 2026-04-03");
  EXPECT_EQ(dates("la factura del 3/4/2026 no es mi factura"), "3/4/2026 = 2026-04-03");
}

}  // namespace
}  // namespace parlance::ai::nlu
