// A file of a test, gone with it.

#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace annuaire::cli {

class ScratchFile {
 public:
  explicit ScratchFile(const std::string& text = "") {
    static int count = 0;
    path_ =
        testing::TempDir() + "annuaire-" + std::to_string(getpid()) + "-" + std::to_string(++count);
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~ScratchFile() { unlink(path_.c_str()); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  const std::string& path() const { return path_; }
  std::string Text() const {
    std::ostringstream text;
    text << std::ifstream(path_, std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

}  // namespace annuaire::cli
