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
  for (const Case& c : cases) {
    EXPECT_EQ(IsPatientAddress(c.address), c.want) << c.address;
    EXPECT_EQ(NamesPatientDomain(c.address), c.want) << c.address;
  }
}

TEST(PatientAddressTest, IsKnownByItsNumberWhateverTheDomain) {
  struct Case {
    std::string_view address;
    bool want;
  };
  const Case cases[] = {
      {"279035121518989@patient.mssante.com", true},
      {"279035121518989@patients.mssante.fr", true},
      {"279035121518989@patient.mssante", true},
      {"279035121518989@patient.mssanté.fr", true},
      {"279035121518989@patient,mssante.fr", true},
      {"279035121518989@patient-mssante.fr", true},
      {"279035121518989@infirmier.mssante.fr", true},
      {"279035121518989", true},
      {"2790351215189@example.org", true},    // without its key
      {"279035121518900@example.org", true},  // with a wrong one
      {"2 79 03 51 215 189 89@example.org", true},
      {"2.79.03.51.215.189-89@example.org", true},
      {"2\u00A079\u202F03 51215189 / 89", true},
      {"<279035121518989>", true},
      {"ins279035121518989@example.org", true},
      {"1 279035121518989@example.org", true},
      {"279035121518989 2@example.org", true},
      {"279035121518989%40patient.mssante.com", true},
      // of Corsica
      {"279032A21518989@example.org", true},
      {"279032b215189@example.org", true},
      {"2 79 03 2B 215 189 89", true},
      {"279033A21518989@example.org", false},
      // of a temporary number; of a month that is not known
      {"379035121518989@example.org", true},
      {"879035121518989@example.org", true},
      {"279205121518989@example.org", true},
      {"279995121518989@example.org", true},
      // no sex, month or department
      {"979035121518989@example.org", false},
      {"079035121518989@example.org", false},
      {"279005121518989@example.org", false},
      {"279135121518989@example.org", false},
      {"279495121518989@example.org", false},
      {"279030021518989@example.org", false},
      // of other lengths: FINESS, telephone, RPPS, SIRET
      {"271203512@example.org", false},
      {"0279035121@example.org", false},
      {"0033279035121@example.org", false},
      {"+33 2 79 03 51 21@example.org", false},
      {"02.79.03.51.21 / 02.79.03.51.22", false},
      {"27903512151@example.org", false},
      {"27903512151898@example.org", false},
      {"279 035 121 51898@example.org", false},
      {"2790351215189890@example.org", false},
      {"279035121518x989@example.org", false},
  };
  for (const Case& c : cases) EXPECT_EQ(IsPatientAddress(c.address), c.want) << c.address;
}

}  // namespace
}  // namespace annuaire
