// ask_postgres CONNINFO TEXTS COUNT prefix|anywhere: the first ten by rank of
// the names the text begins (text_pattern_ops) or that hold it (pg_trgm).

#include <libpq-fe.h>

#include "bench/peers/ask.h"

int main(int argc, char** argv) {
  if (argc != 5) annuaire::Die("usage: ask_postgres CONNINFO TEXTS COUNT prefix|anywhere");
  PGconn* connection = PQconnectdb(argv[1]);
  if (PQstatus(connection) != CONNECTION_OK) {
    annuaire::Die(std::string("ask_postgres: ") + PQerrorMessage(connection));
  }
  const bool anywhere = std::string(argv[4]) == "anywhere";
  const std::string what = anywhere ? "PostgreSQL, Unix socket, pg_trgm, ranked"
                                    : "PostgreSQL, Unix socket, text_pattern_ops, ranked";
  const int code = annuaire::AskAll(what, argv[2], argv[3], [&](const std::string& text) {
    const std::string pattern = (anywhere ? "%" : "") + text + "%";
    const char* values[] = {pattern.c_str()};
    PGresult* result = PQexecParams(connection,
                                    "SELECT address, name, structure, city, department, profession "
                                    "FROM recipients WHERE name LIKE $1 ORDER BY rank LIMIT 10",
                                    1, nullptr, values, nullptr, nullptr, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
      annuaire::Die(std::string("ask_postgres: ") + PQerrorMessage(connection));
    }
    const int rows = PQntuples(result);
    PQclear(result);
    return static_cast<std::size_t>(rows);
  });
  PQfinish(connection);
  return code;
}
