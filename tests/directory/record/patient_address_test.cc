#include "directory/record/patient_address.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(PatientAddressTest, IsKnownByItsDomainWhereverThatStands) {
  struct Case {
    std::string_view address;
    bool want;
  };
  const Case cases[] = {
      {"1@patient.mssante.fr", true},
      {"1@Patient.MSSante.FR", true},
      {"@patient.mssante.fr", true},
      {"1@PATIENT.MSSANTE.FR.", true},
      {"<1@patient.mssante.fr>", true},
      {"1@test.patient.mssante.fr", true},
      {"1@patient.mssante.fr.evil.example", true},
      {"1@patient.mssante.fr@x.mssante.fr", true},
      // not by its first mention
      {"apatient.mssante.fr@patient.mssante.fr", true},
      {"patient.mssante.fr@patient.mssante.fr", true},
      {"1@xpatient.mssante.fr 2@patient.mssante.fr", true},
      // odd blanks
      {"1 patient.mssante.fr", true},
      {"1 @ patient.mssante.fr", true},
      {"1@\xC2\xA0patient.mssante.fr\t", true},
      {"1@patient. mssante .fr.", true},
      {"1@\xE2\x80\x8Bpatient.mssante\xE2\x80\xAF.fr", true},
      {"1@patient.mssante.fr\xFF", true},
      {"1%40patient.mssante.fr", true},
      {"mailto:1%40patient.mssante.fr?subject=x", true},
      {"1%2540patient.mssante.fr", true},
      {"1%25252540%70atient%2Emssante%2efr", true},
      {"1@patient.mssante.fr%41", true},
      {"1%40patient.mssante%2", false},
      {"1%4patient.mssante.fr", false},
      {"1%40medecin.mssante.fr", false},
      {"100%", false},
      // others
      {"", false},
      {"patient.mssante.fr", false},
      {" \xC2\xA0patient.mssante.fr", false},
      {"patient.mssante.fr@medecin.mssante.fr", false},
      {" patient.mssante.fr@medecin.mssante.fr", false},
      {"patient@mssante.fr", false},
      {"patient@ch-troispics.mssante.fr", false},
      {"a@impatient.mssante.fr", false},
      {"1@accueil-patient.mssante.fr", false},
      {"1@patient.mssante.fra", false},
      {"1@patient.mssante", false},
  };
  for (const Case& c : cases) EXPECT_EQ(IsPatientAddress(c.address), c.want) << c.address;
}

}  // namespace
}  // namespace annuaire
