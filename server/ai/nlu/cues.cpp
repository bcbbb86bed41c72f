#include "ai/nlu/intents.hpp"

namespace parlance::ai::nlu {

using namespace intent;

#define TICKET "ticket|tickets|case|cases|issue|request"
#define OPENING "open|create|raise|file|submit|log|make|start|register"
#define PARCEL "order|orders|package|packages|parcel|parcels|shipment|delivery|purchase"
#define PERSON "human|person|agent|representative|rep|operator|someone|somebody|advisor|colleague|staff"
#define MONEY "transaction|transactions|payment|payments|invoice|invoices|charge|charges|bill|bills|billing"

// A weight of 1 makes an intent possible, 2 likely, 3 near certain; a negative one speaks against it.
const std::vector<Cue> kCues = {
    {kTicketStatus, 2.6, "status|progress|update|news|state _ " TICKET},
    {kTicketStatus, 2.2, TICKET " _ status|progress|update|news"},
    {kTicketStatus, 2.4, "my|all|show|list|see|which|view tickets|cases|requests"},
    {kTicketStatus, 2.4, "my|all|show|list|see|which|view _ tickets|cases|requests"},
    {kTicketStatus, 1.8, "ticket|tickets|case"},
    {kTicketStatus, 0.9, "issue|request"},
    {kTicketStatus, 2.2,
     "happening|happened|going|look|check|about|find|where|wheres|hows|how with|on|up|at|about|is|are _ " TICKET},
    {kTicketStatus, 1.9,
     "is|are|has|was _ ticket|tickets|case|issue _ solved|resolved|fixed|closed|done|open|assigned|looked|answered"},
    {kTicketStatus, 2.0, "who _ working|handling|assigned _ " TICKET},
    {kTicketStatus, 3.4,
     "add|leave|post|write|put|append _ comment|note|reply|update|message|information|info _ " TICKET, Topic::comment},
    {kTicketStatus, 3.2, "comment|note on|to _ " TICKET, Topic::comment},
    {kTicketStatus, 3.2, "add to _ " TICKET, Topic::comment},

    {kTicketStatus, 3.6, "^ add|leave|post|write a|another comment|note", Topic::comment},
    {kTicketStatus, 3.4, "comment|note on|to|for", Topic::comment},
    {kTicketStatus, 4.0, "how many _ tickets|cases", Topic::mine},
    {kTicketStatus, 3.6, "close|reopen|resolve|delete|withdraw|escalate _ ticket|tickets|case", Topic::change},
    {kTicketStatus, 3.6, "set|change|raise|lower|increase|decrease|make _ priority", Topic::change},
    {kTicketStatus, 3.6, "assign|reassign|rename _ ticket|case", Topic::change},

    {kCreateTicket, 3.2, OPENING " a|an|new|another _ ticket|case|issue|request"},
    {kCreateTicket, 3.2, "^ " OPENING " ticket|case|request"},
    {kCreateTicket, 3.0, "new ticket|case|request"},
    {kCreateTicket, 2.4, "want|need|like|please|can|could|to " OPENING " _ ticket|case|request"},
    {kCreateTicket, 2.6, "report a|an|this|the|some problem|issue|bug|fault|error|outage"},
    {kCreateTicket, 2.2, "report _ problem|issue|bug|fault|error|outage"},
    {kCreateTicket, 1.6, "i have|got|ve a|an|another problem|issue with"},
    {kCreateTicket, 1.5, "doesnt|isnt|not|stopped|wont|cant work|working|respond|responding|turn|start|connect|open"},
    {kCreateTicket, 1.4, "is|are|was broken|damaged|defective|faulty|dead"},

    {kOrderStatus, 2.8, "where|wheres|when|status|track|tracking|eta|locate|find _ " PARCEL},
    {kOrderStatus, 2.4, "my|all|show|list|see|recent|last|latest|past|view orders|order|purchases|deliveries"},
    {kOrderStatus, 1.6, PARCEL},
    {kOrderStatus, 2.4,
     PARCEL " _ status|arrive|arrived|arriving|come|coming|shipped|ship|sent|late|delayed|delivered|eta"},
    {kOrderStatus, 2.2, "has|did|will|is|hasnt|havent|didnt _ arrive|arrived|shipped|delivered|received|dispatched"},
    {kOrderStatus, 2.2, "where is|s my|the stuff|things|item|items|thermostat|lock|lamp|camera|goods"},
    {kOrderStatus, 1.8, "track|tracking"},

    {kOrderStatus, 4.0, "how many _ orders", Topic::mine},

    {kCancelOrder, 4.6, "cancel|cancelling|stop|revoke|undo _ order|orders|purchase|delivery|shipment"},
    {kCancelOrder, 2.4, "dont|not want _ order|purchase _ anymore|any"},
    {kCancelOrder, 1.2, "cancel it|this|that"},

    {kRefund, 2.8, "refund|refunded|refunds|reimburse|reimbursement|reimbursed"},
    {kRefund, 3.0, "money|payment back|returned"},
    {kRefund, 3.0, "get|want|give|have _ money _ back"},
    {kRefund, 2.0, "return|send|sending|returning _ back|item|items|order|product|it"},
    {kRefund, 2.2, "charged|billed|paid|debited _ twice|double|wrong|wrongly|again|too"},

    {kAccountInfo, 2.4, "my|the account|profile|plan|subscription|membership"},
    {kAccountInfo, 2.2,
     "account|plan|subscription status|info|information|details|balance|data|overview|name|type|level"},
    {kAccountInfo, 2.4, "which|what plan|subscription|account|email _ have|am|on|use|using|is"},
    {kAccountInfo, 2.0, "what|which|is my|the _ email|plan|subscription|name|details"},
    {kAccountInfo, 2.6, "my|show|list|see|recent|last|latest|all|view " MONEY, Topic::transactions},
    {kAccountInfo, 2.4, "my|show|list|see|recent|last|latest|all|view _ " MONEY, Topic::transactions},
    {kAccountInfo, 1.4, "transaction|transactions|payments|charges", Topic::transactions},
    {kAccountInfo, 2.4, "what|why did|was|am|have i|you _ charge|charged|pay|paid|billed", Topic::transactions},

    {kAccountInfo, 3.4, "am i on", Topic::mine},

    {kKnowledge, 1.9, "how do|can|could|should|would|to i|we|you|one"},
    {kKnowledge, 1.7, "how to"},
    {kKnowledge, 1.9, "how long|much|many|often|far|soon"},
    {kKnowledge, 1.5, "what is|are|does|do|happens|if|should"},
    {kKnowledge, 1.4, "whats your|the"},
    {kKnowledge, 1.5, "what|which your|payment|kind|sort|cards|methods|countries|hours"},
    {kKnowledge, 1.4, "do|does|can|is|are you|your|it|there|i"},
    {kKnowledge, 1.4, "where|when|why can|do|does|is|are i|you|we|my|the"},
    {kKnowledge, 1.4, "is|are it|there|they possible|any|a|an"},
    {kKnowledge, 2.2, "your|the policy|policies|hours|terms|warranty|guarantee|conditions"},
    {kKnowledge, 1.6, "explain|tell _ about|me|how"},
    {kKnowledge, 1.6,
     "reset|change|update|set|setup|pair|install|configure|activate|delete|forgot|forgotten|lost my|a|the|up _ "
     "password|email|account|lock|thermostat|lamp|camera|sensor|address|card"},
    {kKnowledge, 1.5, "forgot|forgotten|lost my|the"},

    {kComplaint, 2.6, "complain|complaint|complaints|unacceptable|ridiculous|outrageous|disgusting|scandalous"},
    {kComplaint, 2.4,
     "terrible|horrible|awful|worst|disappointed|disappointing|furious|angry|fed|useless|appalling|disgusted|pathetic|"
     "frustrated|frustrating|unhappy"},
    {kComplaint, 2.4, "not happy|satisfied|good|acceptable|impressed"},
    {kComplaint, 2.2, "bad|poor|rude|slow service|support|experience|quality|staff"},
    {kComplaint, 2.2, "waste of|wasting _ time|money"},

    {kHuman, 3.4, "speak|talk|chat|speaking|talking|connect|transfer|put|pass|forward|escalate _ " PERSON},
    {kHuman, 2.8, "real|live|actual|human|another person|human|agent|people|representative|being|operator|someone"},
    {kHuman, 2.8, "want|need|get|like|give|is|are|find _ human|agent|representative|operator|advisor"},
    {kHuman, 2.6, "^ human|agent|representative|operator|person $"},
    {kHuman, 2.6, "^ human|agent|representative|operator please $"},
    {kHuman, 3.0, "call|contact|phone|ring me"},
    {kHuman, 2.4, "talk|speak to|with _ manager|supervisor|boss|support|team"},
    {kHuman, 2.2, "escalate"},

    {kGreeting, 2.0, "^ hi|hello|hey|hiya|greetings|howdy|yo $"},
    {kGreeting, 1.5, "^ hi|hello|hey|hiya|greetings|howdy"},
    {kGreeting, 2.4, "^ good morning|afternoon|evening|day"},
    {kGreeting, 2.0, "^ hi|hello|hey there|all|team|bot|everyone"},
    {kGreeting, 2.0, "how are you $"},
    {kGreeting, 1.8, "^ whats up"},

    {kGreeting, 8.0, "are you _ human|person|bot|robot|machine|real|ai|computer|chatbot", Topic::identity},
    {kGreeting, 8.0, "is this|it|there _ human|bot|robot|person|machine|chatbot", Topic::identity},
    {kGreeting, 8.0, "am i talking|speaking|chatting to|with _ human|bot|person|robot|machine", Topic::identity},
    {kGreeting, 8.0, "^ who|what are you", Topic::identity},

    {kThanks, 2.2, "thank|thanks|thx|cheers|appreciated|appreciate|thankyou|ty"},
    {kThanks, 1.4, "great|perfect|awesome|excellent|wonderful|brilliant|helpful|lovely $"},

    {kGoodbye, 2.6, "bye|goodbye|farewell|cya"},
    {kGoodbye, 2.4, "see you|ya"},
    {kGoodbye, 2.4, "good night"},
    {kGoodbye, 2.4, "have a nice|good|great|lovely day|evening|weekend|one"},
    {kGoodbye, 2.6, "that|thats is|was|all|everything $"},
    {kGoodbye, 2.4, "thats all"},
};

}  // namespace parlance::ai::nlu
