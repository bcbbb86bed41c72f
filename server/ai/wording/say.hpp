#pragma once
#include <cstdint>

namespace parlance::ai {

// A sentence, or a part of one, that the assistant says in each of its languages. {0}, {1}: what is put in.
enum class Say : std::uint8_t {
  // What is offered to be pressed.
  yes,
  yes_please,
  yes_add_it,
  yes_create_it,
  no,
  no_thanks,
  cancel,
  show_my_tickets,
  show_my_orders,
  show_my_payments,
  show_my_account,
  open_a_ticket,
  add_a_comment,
  cancel_an_order,
  want_a_refund,
  talk_to_a_person,

  // Of more than one use case.
  all_right_what_else,
  all_right_anything_else,
  more_details,
  name_a_number,
  how_they_stand,
  other_wish_later,
  only_so_many,  // how many
  refused,
  agreeing_to_what,
  number_missing,  // number
  status_line,     // status

  tickets_none,
  tickets_none_open,
  tickets_none_closed,
  tickets_one,
  tickets_one_open,
  tickets_one_closed,
  tickets_many,  // how many, `tickets_newest` where not all are listed
  tickets_many_open,
  tickets_many_closed,
  tickets_newest,
  ticket_missing,  // number
  ticket_check_number,
  ticket_check_numbers,
  ticket_line,        // number, title, status, priority, age of the last change
  ticket_is,          // number, title, status
  ticket_assigned,    // to whom, priority
  ticket_unassigned,  // priority
  ticket_updated,     // age
  ticket_dates,       // number, title, age, day, age and day of the last change
  priority_line,      // priority
  assignee_line,      // to whom
  nobody_yet,
  description_line,  // description
  comments_head,

  orders_none,
  orders_one,
  orders_many,  // how many, `orders_newest` where not all are listed
  orders_newest,
  order_missing,  // number
  order_check_number,
  order_check_numbers,
  order_line,     // number, status, total, currency, age
  order_is,       // number, status
  order_placed,   // age, total, currency
  order_arrives,  // day
  order_of,       // number, day
  total_line,     // total, currency

  cancel_which,
  cancel_ask,
  cancel_too_late,  // number, status
  cancel_title,     // number
  cancel_not,       // number
  cancel_would,     // number
  cancel_done,      // number
  cancel_again,

  close_ask,    // number, title
  close_not,    // number
  close_would,  // number
  close_done,   // number
  close_again,

  comment_which,
  comment_what,  // number
  comment_ask,   // number, text
  comment_not,
  comment_would,  // number
  comment_done,   // number
  comment_again,
  ticket_unchangeable,

  open_title,
  open_description,  // title
  open_ask,          // title, description, priority
  open_not,
  open_refused,  // why
  open_would,    // title
  open_done,     // number, title
  open_again,
  open_offer,

  account_missing,
  account_none,
  account_is,  // name, status, plan
  name_line,   // name
  email_line,  // address
  payments_none,
  payments_head,
  payment_line,  // kind, amount, currency, status, age
  refunds_none,
  refunds_head,
  refund_order,  // number, status, total, currency
  refund_order_offer,
  refund_order_title,  // number
  refund_offer,
  refund_title,
  complaint_offer,
  complaint_title,

  human_ask,
  human_would,
  human_already,  // number
  human_unreachable,
  human_done,   // number
  human_title,  // who
  a_customer,   // whose name is unknown
  team_has_it,
  team_answers,
  went_wrong,

  greeting,  // a space and a name, or nothing
  thanks,
  goodbye,
  identity,
  article,  // passage, title
  not_understood,
  not_understood_again,
  which_of_two,  // two of the following
  about_ticket,
  about_order,
  about_account,
  about_new_ticket,
  about_cancelling,
  about_refund,
  about_person,
};
inline constexpr std::size_t kSentences = static_cast<std::size_t>(Say::about_person) + 1;

}  // namespace parlance::ai
