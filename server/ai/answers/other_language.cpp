#include <algorithm>
#include <array>

#include "ai/answers/answers.hpp"
#include "ai/nlu/language/detect.hpp"

namespace parlance::ai {
namespace {

struct Sentence {
  std::string_view language, text;
};
// clang-format off
constexpr auto kSentences = std::to_array<Sentence>({
    {"ar",
     "أفهم الإنجليزية والألمانية والفرنسية والإسبانية والبرتغالية. يُرجى الكتابة بإحدى هذه اللغات أو طلب التحدث إلى "
     "شخص."},
    {"bg",
     "Разбирам английски, немски, френски, испански и португалски. Моля, пишете на един от тези езици или поискайте да "
     "говорите с човек."},
    {"bn",
     "আমি ইংরেজি, জার্মান, ফরাসি, স্প্যানিশ ও পর্তুগিজ বুঝি। অনুগ্রহ করে এর যেকোনো একটিতে লিখুন, অথবা একজন মানুষের সঙ্গে কথা বলতে "
     "চান বলে জানান।"},
    {"ca",
     "Entenc l'anglès, l'alemany, el francès, el castellà i el portuguès. Escriviu en una d'aquestes llengües, si us "
     "plau, o demaneu parlar amb una persona."},
    {"cs",
     "Rozumím anglicky, německy, francouzsky, španělsky a portugalsky. Napište prosím jedním z těchto jazyků, nebo "
     "požádejte o rozhovor s člověkem."},
    {"da",
     "Jeg forstår engelsk, tysk, fransk, spansk og portugisisk. Skriv venligst på et af disse sprog, eller bed om at "
     "tale med et menneske."},
    {"el",
     "Καταλαβαίνω αγγλικά, γερμανικά, γαλλικά, ισπανικά και πορτογαλικά. Γράψτε σε μία από αυτές τις γλώσσες ή ζητήστε "
     "να μιλήσετε με έναν άνθρωπο."},
    {"et",
     "Ma saan aru inglise, saksa, prantsuse, hispaania ja portugali keelest. Palun kirjutage ühes neist või paluge "
     "rääkida inimesega."},
    {"fa",
     "من انگلیسی، آلمانی، فرانسوی، اسپانیایی و پرتغالی می‌فهمم. لطفاً به "
     "یکی از این زبان‌ها بنویسید یا بخواهید با یک نفر صحبت کنید."},
    {"fi",
     "Ymmärrän englantia, saksaa, ranskaa, espanjaa ja portugalia. Kirjoita jollakin näistä kielistä tai pyydä päästä "
     "puhumaan ihmisen kanssa."},
    {"he", "אני מבין אנגלית, גרמנית, צרפתית, ספרדית ופורטוגזית. נא לכתוב באחת מהשפות האלה, או לבקש לדבר עם אדם."},
    {"hi",
     "मैं अंग्रेज़ी, जर्मन, फ़्रेंच, स्पेनिश और पुर्तगाली समझता हूँ। कृपया इनमें से किसी एक भाषा में लिखें, या किसी व्यक्ति से बात करने के लिए कहें।"},
    {"hr",
     "Razumijem engleski, njemački, francuski, španjolski i portugalski. Molim pišite na jednom od tih jezika ili "
     "zatražite razgovor s osobom."},
    {"hu",
     "Angolul, németül, franciául, spanyolul és portugálul értek. Kérem, írjon ezek egyikén, vagy kérje, hogy emberrel "
     "beszélhessen."},
    {"id",
     "Saya memahami bahasa Inggris, Jerman, Prancis, Spanyol, dan Portugis. Silakan menulis dalam salah satunya, atau "
     "minta berbicara dengan seseorang."},
    {"it",
     "Capisco l'inglese, il tedesco, il francese, lo spagnolo e il portoghese. Scriva per favore in una di queste "
     "lingue, oppure chieda di parlare con una persona."},
    {"ja",
     "英語、ドイツ語、フランス語、スペイン語、ポルトガル語がわかります。いずれかの言語でお書きいただくか、担当者との会"
     "話をご希望ください。"},
    {"ko",
     "저는 영어, 독일어, 프랑스어, 스페인어, 포르투갈어를 이해합니다. 이 중 하나로 써 주시거나 상담원 연결을 요청해 "
     "주세요."},
    {"lt",
     "Suprantu anglų, vokiečių, prancūzų, ispanų ir portugalų kalbas. Prašome rašyti viena iš jų arba paprašyti "
     "pokalbio su žmogumi."},
    {"lv",
     "Es saprotu angļu, vācu, franču, spāņu un portugāļu valodu. Lūdzu, rakstiet kādā no tām vai palūdziet sarunu ar "
     "cilvēku."},
    {"nb",
     "Jeg forstår engelsk, tysk, fransk, spansk og portugisisk. Skriv gjerne på et av disse språkene, eller be om å få "
     "snakke med et menneske."},
    {"nl",
     "Ik begrijp Engels, Duits, Frans, Spaans en Portugees. Schrijf alstublieft in een van deze talen, of vraag om een "
     "medewerker."},
    {"pl",
     "Rozumiem po angielsku, niemiecku, francusku, hiszpańsku i portugalsku. Proszę napisać w jednym z tych języków "
     "albo poprosić o rozmowę z człowiekiem."},
    {"ro",
     "Înțeleg engleza, germana, franceza, spaniola și portugheza. Vă rog să scrieți într-una dintre acestea sau să "
     "cereți să vorbiți cu o persoană."},
    {"ru",
     "Я понимаю английский, немецкий, французский, испанский и португальский. Пожалуйста, напишите на одном из этих "
     "языков или попросите связать вас с человеком."},
    {"sk",
     "Rozumiem po anglicky, nemecky, francúzsky, španielsky a portugalsky. Napíšte, prosím, jedným z týchto jazykov "
     "alebo požiadajte o rozhovor s človekom."},
    {"sl",
     "Razumem angleško, nemško, francosko, špansko in portugalsko. Prosim, pišite v enem od teh jezikov ali prosite za "
     "pogovor s človekom."},
    {"sr",
     "Разумем енглески, немачки, француски, шпански и португалски. Молим вас, пишите на једном од тих језика или "
     "затражите разговор са човеком."},
    {"sv",
     "Jag förstår engelska, tyska, franska, spanska och portugisiska. Skriv gärna på något av dessa språk, eller be "
     "att få tala med en människa."},
    {"th", "ฉันเข้าใจภาษาอังกฤษ เยอรมัน ฝรั่งเศส สเปน และโปรตุเกส โปรดเขียนเป็นภาษาใดภาษาหนึ่งเหล่านี้ หรือขอพูดคุยกับเจ้าหน้าที่"},
    {"tr",
     "İngilizce, Almanca, Fransızca, İspanyolca ve Portekizce anlıyorum. Lütfen bu dillerden birinde yazın ya da bir "
     "insanla görüşmek istediğinizi belirtin."},
    {"uk",
     "Я розумію англійську, німецьку, французьку, іспанську та португальську. Будь ласка, напишіть однією з цих мов "
     "або попросіть поговорити з людиною."},
    {"vi",
     "Tôi hiểu tiếng Anh, Đức, Pháp, Tây Ban Nha và Bồ Đào Nha. Vui lòng viết bằng một trong các thứ tiếng này, hoặc "
     "yêu cầu nói chuyện với nhân viên."},
    {"zh", "我懂英语、德语、法语、西班牙语和葡萄牙语。请用其中一种语言书写，或要求与人工客服交谈。"},
});
// clang-format on
static_assert(std::ranges::is_sorted(kSentences, {}, &Sentence::language));

constexpr std::string_view kInEnglish =
    "I understand English, German, French, Spanish and Portuguese. Please write in one of these, or ask for a person.";

std::string_view sentence_in(std::string_view language) {
  const auto found = std::ranges::lower_bound(kSentences, language, {}, &Sentence::language);
  return found != kSentences.end() && found->language == language ? found->text : kInEnglish;
}

}  // namespace

bool answer_other_language(Turn& turn) {
  const auto language = nlu::detect(turn.question.text);
  if (!language.reliable || language.is_ours()) return false;
  turn.dialogue.settle();
  // The words that it shares with one of ours say nothing.
  turn.dialogue.tongue = turn.question.dialogue.tongue;
  turn.say(std::string(sentence_in(language.code)));
  turn.offer({Say::talk_to_a_person});
  return true;
}

}  // namespace parlance::ai
