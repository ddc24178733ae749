// Whether a published local part is what another, typed with a slip, was meant to be. Private to
// this room.
//
// Local parts are made of names. A slip spoils a letter or two of a name; who has another name, or
// another initial or number, is somebody else.
//
// Pure; safe from any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "directory/completion/recipient_index.h"

namespace annuaire {

// A published one was meant where each name is the typed one but for a letter, or two when it is
// long; a single letter and digits as typed; and the typed name none that people have, or next to
// nobody beside those who have the other. Points and hyphens may be others; where one is missing,
// nothing else is wrong. "known" tells how many have a name. REQUIRES: folded
bool WasMeant(std::string_view published, std::string_view typed, const RecipientIndex& known);

// The two names of a local part, "marie-anne" and "le-gall" of "marie-anne.le-gall"; nullopt when
// it has one or three.
struct TwoNames {
  std::string_view first;
  char divider = '.';
  std::string_view second;
};
std::optional<TwoNames> TwoNamesOf(std::string_view local_part);

// "r" of "r.david": one of its names, of which the other is the whole.
bool HasInitial(const TwoNames& names);

// True when "whole" has the same two names, but one in full of which "short_form" has the initial.
bool IsInFull(const TwoNames& whole, const TwoNames& short_form);

}  // namespace annuaire
