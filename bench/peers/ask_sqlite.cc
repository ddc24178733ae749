// ask_sqlite DATABASE TEXTS COUNT names|words: in process, ranked, ten rows.
// "names" is a B-tree over names, the first ten by rank; "words" is FTS5 over
// every word, each typed word a prefix, the first ten by bm25.

#include <sqlite3.h>

#include "bench/peers/ask.h"

namespace {

// mart je -> "mart"* "je"*
std::string MatchOf(const std::string& text) {
  std::string match = "\"";
  for (const char c : text) match += c == ' ' ? "\"* \"" : std::string(1, c);
  return match + "\"*";
}

// The least text after all that "text" begins; texts end in a letter below z's successor.
std::string After(std::string text) {
  ++text.back();
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) annuaire::Die("usage: ask_sqlite DATABASE TEXTS COUNT names|words");
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
    annuaire::Die(std::string("ask_sqlite: cannot open ") + argv[1]);
  }
  const bool words = std::string(argv[4]) == "words";
  const char* sql =
      words ? "SELECT address, name, structure, city, department, profession FROM words "
              "WHERE words MATCH ?1 ORDER BY rank LIMIT 10"
            : "SELECT address, name, structure, city, department, profession FROM names "
              "WHERE name >= ?1 AND name < ?2 ORDER BY rank LIMIT 10";
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK) {
    annuaire::Die(std::string("ask_sqlite: ") + sqlite3_errmsg(database));
  }
  const std::string what =
      words ? "SQLite in process, FTS5, ranked by bm25" : "SQLite in process, B-tree, ranked";
  const int code = annuaire::AskAll(what, argv[2], argv[3], [&](const std::string& text) {
    const std::string first = words ? MatchOf(text) : text;
    const std::string after = After(text);
    sqlite3_bind_text(statement, 1, first.c_str(), -1, SQLITE_STATIC);
    if (!words) sqlite3_bind_text(statement, 2, after.c_str(), -1, SQLITE_STATIC);
    std::size_t rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int column = 0; column < 6; ++column) sqlite3_column_text(statement, column);
      ++rows;
    }
    sqlite3_reset(statement);
    return rows;
  });
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return code;
}
