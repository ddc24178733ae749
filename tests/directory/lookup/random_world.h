// Worlds and texts drawn at random, of few letters and few names, so that everything collides with
// everything.

#pragma once

#include <cstddef>
#include <deque>
#include <random>
#include <string>
#include <string_view>

#include "tests/directory/lookup/small_world.h"

namespace annuaire {

class RandomWorld {
 public:
  explicit RandomWorld(unsigned seed) : random_(seed) {}

  // Mailboxes of every type as files and the API attach them, those of several rows in hundreds
  // where the country has one in three thousand.
  World MakeWorld(std::size_t mailboxes);

  // What somebody types, cut and misspelt.
  std::string Text();

  std::string_view Domain();
  std::size_t Below(std::size_t bound) { return random_() % bound; }
  bool OneIn(std::size_t n) { return Below(n) == 0; }

 private:
  std::string_view Name();
  std::string_view Keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  Address AnyAddress();
  Organization MakeOrganization(std::size_t number);
  // A professional whom the extract knows, or one who has left it.
  void AddHolder(World& world, Attachment& attachment);
  void Attach(const World& world, Attachment& attachment);
  // Another row of the same address.
  Attachment Further(World& world, const Attachment& first);
  Mailbox MakeMailbox(World& world, std::size_t number);

  std::mt19937 random_;
  std::deque<std::string> kept_;
};

}  // namespace annuaire
