// The rows of listings in CSV, titles in French; see csv.h.

#pragma once

#include <string>
#include <vector>

#include "annuaire/v1/directory_service.pb.h"

namespace annuaire::cli {

using CsvRow = std::vector<std::string>;

const CsvRow& PractitionerTitles();
CsvRow CsvCells(const v1::PractitionerSummary& row);

const CsvRow& OrganizationTitles();
CsvRow CsvCells(const v1::OrganizationSummary& row);

const CsvRow& MailboxTitles();
CsvRow CsvCells(const v1::Suggestion& row);

}  // namespace annuaire::cli
