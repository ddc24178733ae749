// ask_slapd URI TEXTS COUNT prefix|anywhere: Thunderbird's filters, 100 entries
// with all attributes, unranked. "prefix" is that of its versions up to 60,
// "anywhere" the one sent today.

#include <ldap.h>

#include "bench/peers/ask.h"

int main(int argc, char** argv) {
  if (argc != 5) annuaire::Die("usage: ask_slapd URI TEXTS COUNT prefix|anywhere");
  LDAP* ldap = nullptr;
  int version = LDAP_VERSION3;
  berval nobody{0, nullptr};
  if (ldap_initialize(&ldap, argv[1]) != LDAP_SUCCESS ||
      ldap_set_option(ldap, LDAP_OPT_PROTOCOL_VERSION, &version) != LDAP_SUCCESS ||
      ldap_sasl_bind_s(ldap, "", LDAP_SASL_SIMPLE, &nobody, nullptr, nullptr, nullptr) !=
          LDAP_SUCCESS) {
    annuaire::Die(std::string("ask_slapd: cannot bind to ") + argv[1]);
  }
  const bool anywhere = std::string(argv[4]) == "anywhere";
  const std::string what =
      anywhere ? "slapd, TCP, Thunderbird today" : "slapd, TCP, Thunderbird prefix";
  const int code = annuaire::AskAll(what, argv[2], argv[3], [&](const std::string& text) {
    const std::string t = anywhere ? "*" + text + "*" : text + "*";
    const std::string filter =
        anywhere ? "(|(cn=" + t + ")(mail=" + t + ")(givenName=" + t + ")(sn=" + t + "))"
                 : "(|(cn=" + t + ")(mail=" + t + ")(sn=" + t + "))";
    LDAPMessage* found = nullptr;
    const int result = ldap_search_ext_s(ldap, "o=annuaire", LDAP_SCOPE_SUBTREE, filter.c_str(),
                                         nullptr, 0, nullptr, nullptr, nullptr, 100, &found);
    if (result != LDAP_SUCCESS && result != LDAP_SIZELIMIT_EXCEEDED) {
      annuaire::Die(std::string("ask_slapd: ") + ldap_err2string(result));
    }
    const int entries = ldap_count_entries(ldap, found);
    ldap_msgfree(found);
    return static_cast<std::size_t>(entries);
  });
  ldap_unbind_ext_s(ldap, nullptr, nullptr);
  return code;
}
