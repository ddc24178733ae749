// The sample of tests/data, ingested by the real program into a temporary folder
// and loaded as an Edition.

#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "server/loader.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {

class SampleStore {
 public:
  SampleStore() {
    const std::string ingest = ANNUAIRE_BIN_DIR "/annuaire-indexer ingest --store " +
                               folder_.path() +
                               " " ANNUAIRE_SOURCE_DIR "/tests/data/sample >/dev/null 2>&1";
    EXPECT_EQ(std::system(ingest.c_str()), 0) << ingest;
    Loader loader(folder_.path(), {}, editions_);
    const Status loaded = loader.Load();
    EXPECT_TRUE(loaded.ok()) << loaded.ToString();
    loader.Complete();
  }

  const Editions& editions() const { return editions_; }
  const Edition& edition() const { return *editions_.Get(); }

 private:
  TempDirectory folder_;
  Editions editions_;
};

}  // namespace annuaire
