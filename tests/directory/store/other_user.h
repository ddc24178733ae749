// While one lives, the test has no right to write in "locked", a folder under "root", and
// every right elsewhere in "root", whoever runs it.

#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace annuaire {

class OtherUser {
 public:
  OtherUser(const std::string& root, const std::string& locked) : locked_(locked) {
    std::filesystem::permissions(locked_, std::filesystem::perms(0555));
    if (geteuid() != 0) return;  // whom no permissions bind
    EXPECT_EQ(chown(root.c_str(), kNobody, kNobody), 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().string().starts_with(locked_)) continue;
      EXPECT_EQ(lchown(entry.path().c_str(), kNobody, kNobody), 0);
    }
    EXPECT_EQ(seteuid(kNobody), 0);
    was_root_ = true;
  }
  OtherUser(const OtherUser&) = delete;
  OtherUser& operator=(const OtherUser&) = delete;
  ~OtherUser() {
    if (was_root_) {
      EXPECT_EQ(seteuid(0), 0);
    }
    std::error_code ignored;  // it may have another name by now
    std::filesystem::permissions(locked_, std::filesystem::perms(0755), ignored);
    std::filesystem::permissions(locked_ + ".removing", std::filesystem::perms(0755), ignored);
  }
  // Whether "locked" belongs to somebody else; without root, nobody else is there.
  bool has_other() const { return was_root_; }

 private:
  static constexpr uid_t kNobody = 65534;

  std::string locked_;
  bool was_root_ = false;
};

}  // namespace annuaire
